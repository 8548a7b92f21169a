namespace ActorTraining.Cli.Tests.Processes;

/// <summary>A search that learns, in real processes that are really killed: the next one proposes what the killed one would have.</summary>
public sealed class KilledSearchTests : IDisposable
{
    private const string Spec = """
        name: Learned
        job: classifier
        params:
          dataset: synthetic-digits
          data: { fraction: 0.5 }
          model:
            layers: [{ kind: linear, units: { int: [8, 32] } }, sigmoid, { kind: linear, units: 10 }]
          optimizer: { choice: [{ kind: sgd, lr: { loguniform: [1e-3, 1] }, momentum: { uniform: [0, 0.9] } }, { kind: adam, lr: { loguniform: [1e-4, 1e-1] } }] }
          batch: 20
          epochs: 2
        objective: test.loss
        search: { algorithm: tpe, trials: 24, startup: 6 }
        seed: 7
        """;

    private readonly KilledTwin _twin = new(Spec, slots: 1, name => $"{name}.db");

    public void Dispose() => _twin.Dispose();

    [Fact]
    public async Task A_run_that_is_killed_between_its_proposals_makes_the_same_ones_in_the_end()
    {
        Assert.Contains("24 completed", await _twin.RunUndisturbedAsync());

        await _twin.RunKilledAsync("trial 5/24", "trial 12/24", "trial 20/24");

        _twin.AssertSame("metrics.csv");
        Assert.Equal(24, _twin.Lines("trials.csv").Killed.Length - 1);
    }
}
