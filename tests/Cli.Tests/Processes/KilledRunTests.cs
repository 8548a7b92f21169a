using ActorTraining.Cli.Tests.Fakes;

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

    private readonly Workplace _workplace = new();

    public KilledRunTests() => _workplace.Write("spec.yaml", Spec);

    public void Dispose()
    {
        _workplace.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The store of a run.</summary>
    protected virtual string Store(string name) => $"{name}.db";

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_with_the_same_numbers_and_weights_as_one_that_is_left_alone()
    {
        using (var undisturbed = Run("undisturbed"))
        {
            Assert.Equal((0, ""), await undisturbed.EndAsync());
        }

        for (var kill = 0; kill < 3; kill++)
        {
            using var killed = kill == 0 ? Run("killed") : Run("killed", "--resume");
            await killed.WaitForLineAsync($"epoch {3 + (4 * kill)}/24");
            killed.KillHard();
            await killed.EndAsync();
        }

        using var last = Run("killed", "--resume");
        Assert.Equal((0, ""), await last.EndAsync());
        Assert.Contains("3 completed", last.Out);
        foreach (var file in (string[])["metrics.csv", .. Weights()])
        {
            Assert.True(Bytes("undisturbed", file).SequenceEqual(Bytes("killed", file)), $"{file} differs");
        }
    }

    [Fact]
    public async Task Two_runs_on_one_store_do_not_meet_and_looking_is_always_allowed()
    {
        using var first = Run("first");
        await first.WaitForLineAsync("epoch 1/24");

        using var second = ActorTrainProcess.Start(_workplace.Folder, "run", "spec.yaml", "--store", Store("first"), "--no-report");
        var (code, error) = await second.EndAsync();
        using var looking = ActorTrainProcess.Start(_workplace.Folder, "list", "--store", Store("first"));

        Assert.Equal(2, code);
        Assert.Contains("in use by another process", error);
        Assert.Equal((0, ""), await looking.EndAsync());
        Assert.Contains("killed-", looking.Out);
    }

    private static IEnumerable<string> Weights() =>
        from trial in Enumerable.Range(1, 3)
        from ending in (string[])["safetensors", "npz", "pt"]
        select $"weights/trial-{trial}/weights.{ending}";

    private byte[] Bytes(string run, string file) => File.ReadAllBytes(Path.Combine(_workplace.Folder, run, file));

    private ActorTrainProcess Run(string name, params string[] more) =>
        ActorTrainProcess.Start(_workplace.Folder, ["run", "spec.yaml", "--store", Store(name), "--report", name, "--slots", "2", .. more]);
}
