namespace ActorTraining.Cli.Tests.Processes;

/// <summary>Early stopping in real processes that are really killed: the next one decides as the killed one would have.</summary>
public sealed class KilledHalvingTests : IDisposable
{
    private const string Spec = """
        name: Halved
        job: classifier
        params:
          dataset: synthetic-digits
          model:
            layers: [{ kind: linear, units: 24 }, sigmoid, { kind: linear, units: 10 }]
          optimizer: { kind: sgd, lr: { grid: [0.001, 0.05, 0.002, 0.1, 0.004, 0.2] } }
          batch: 20
          epochs: 9
        objective: test.loss
        scheduler: { rule: successive-halving, min: 2, reduction: 2 }
        seed: 7
        """;

    private readonly KilledTwin _twin = new(Spec, slots: 2, name => $"{name}.db");

    public void Dispose() => _twin.Dispose();

    [Fact]
    public async Task A_run_that_is_killed_at_a_rung_stops_the_same_trials_at_the_same_steps_with_the_same_numbers()
    {
        Assert.Contains("1 completed, 5 pruned", await _twin.RunUndisturbedAsync());

        Assert.Contains("1 completed, 5 pruned", await _twin.RunKilledAsync("successive-halving: rung 1", "goes on", "epoch 5/9"));

        _twin.AssertSame("metrics.csv");
        var (undisturbed, killed) = _twin.Lines("trials.csv");
        Assert.Equal(Ends(undisturbed), Ends(killed));
    }

    // The trials' states. Their metrics say at which step each ended; how many had come to a rung by the moment at which one was stopped there may differ.
    private static IEnumerable<string> Ends(string[] trials) => trials.Select(line => line.Split(',')[1]);
}
