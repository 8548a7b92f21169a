namespace ActorTraining.Cli.Tests.Processes;

/// <summary>Real processes, really killed.</summary>
public sealed class KilledRunTests : IDisposable
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

    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_with_the_same_numbers_and_weights_as_one_that_is_left_alone()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "spec.yaml"), Spec, Cancel);
        using (var undisturbed = Run("undisturbed"))
        {
            Assert.Equal((0, ""), await undisturbed.EndAsync(Cancel));
        }

        var done = 0;
        for (var kill = 0; kill < 3; kill++)
        {
            using var killed = kill == 0 ? Run("killed") : Run("killed", "--resume");
            await killed.LineWith($"epoch {3 + (4 * kill)}/24", Cancel);
            await killed.KillAsync();
            done += killed.All.Count(line => line.Contains(" completed ", StringComparison.Ordinal));
        }

        using (var last = Run("killed", "--resume"))
        {
            Assert.Equal((0, ""), await last.EndAsync(Cancel));
            Assert.Contains(last.All, line => line.EndsWith("3 completed", StringComparison.Ordinal));
        }

        Assert.InRange(done, 0, 3);
        foreach (var file in (string[])["metrics.csv", .. Weights()])
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(_folder, "undisturbed", file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_folder, "killed", file))),
                $"{file} differs");
        }
    }

    [Fact]
    public async Task An_interrupt_stops_cleanly_and_says_how_to_go_on()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "spec.yaml"), Spec, Cancel);
        using var interrupted = Run("interrupted");
        await interrupted.LineWith("epoch 2/24", Cancel);
        interrupted.Interrupt();
        var (code, error) = await interrupted.EndAsync(Cancel);

        Assert.Equal(130, code);
        Assert.Contains("--resume", error + string.Join('\n', interrupted.All));
        using var resumed = Run("interrupted", "--resume");
        Assert.Equal(0, (await resumed.EndAsync(Cancel)).Code);
        Assert.DoesNotContain(resumed.All, line => line.Contains(" epoch 1/24", StringComparison.Ordinal) && line.StartsWith("trial 1/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_runs_on_one_store_do_not_meet_and_looking_is_always_allowed()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "spec.yaml"), Spec, Cancel);
        using var first = Run("first");
        await first.LineWith("epoch 1/24", Cancel);

        using var second = ProgramProcess.Start(_folder, "run", "spec.yaml", "--store", "first.db", "--no-report");
        var (code, error) = await second.EndAsync(Cancel);
        using var looking = ProgramProcess.Start(_folder, "list", "--store", "first.db");

        Assert.Equal(2, code);
        Assert.Contains("in use by another process", error);
        Assert.Equal(0, (await looking.EndAsync(Cancel)).Code);
        Assert.Contains(looking.All, line => line.Contains("killed-", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Weights() =>
        from trial in Enumerable.Range(1, 3)
        from ending in (string[])["safetensors", "npz", "pt"]
        select $"weights/trial-{trial}/weights.{ending}";

    private ProgramProcess Run(string name, params string[] more) =>
        ProgramProcess.Start(_folder, ["run", "spec.yaml", "--store", $"{name}.db", "--report", name, "--slots", "2", .. more]);
}
