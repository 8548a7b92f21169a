namespace ActorTraining.Cli.Tests.Processes;

/// <summary>Real training in real processes that are really killed, beside one that is left alone.</summary>
public class KilledRunTests : IDisposable
{
    private const string Spec = """
        name: Killed
        job: classifier
        params:
          dataset: synthetic-digits
          model:
            layers: [{ kind: linear, units: 24 }, sigmoid, { kind: linear, units: 10 }]
          optimizer: { kind: sgd, lr: { grid: [0.05, 0.1, 0.2] }, momentum: 0.9 }
          batch: 20
          shuffle: true
          epochs: 24
        objective: test.accuracy
        seed: 7
        """;

    private readonly KilledTwin _twin;

    public KilledRunTests() => _twin = new KilledTwin(Spec, slots: 2, Store);

    public void Dispose()
    {
        _twin.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The store of a run.</summary>
    protected virtual string Store(string name) => $"{name}.db";

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_with_the_same_numbers_and_weights_as_one_that_is_left_alone()
    {
        await _twin.RunUndisturbedAsync();

        Assert.Contains("3 completed", await _twin.RunKilledAsync("epoch 3/24", "epoch 7/24", "epoch 11/24"));

        Assert.All((string[])["metrics.csv", .. Weights()], _twin.AssertSame);
    }

    [Fact]
    public async Task Two_runs_on_one_store_do_not_meet_and_looking_is_always_allowed()
    {
        using var first = _twin.Start("first");
        await first.WaitForLineAsync("epoch 1/24");

        using var second = _twin.StartBeside("run", "spec.yaml", "--store", Store("first"), "--no-report");
        var (code, error) = await second.EndAsync();
        using var looking = _twin.StartBeside("list", "--store", Store("first"));

        Assert.Equal(2, code);
        Assert.Contains("in use by another process", error);
        Assert.Equal((0, ""), await looking.EndAsync());
        Assert.Contains("killed-", looking.Out);
    }

    private static IEnumerable<string> Weights() =>
        from trial in Enumerable.Range(1, 3)
        from ending in (string[])["safetensors", "npz", "pt"]
        select $"weights/trial-{trial}/weights.{ending}";
}
