using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Processes;

/// <summary>The program among others: ended by a service manager, in a pipe, started by a line that it printed.</summary>
public sealed class ShellTests : IDisposable
{
    private const string Spec = """
        name: naps
        job: sleep
        params: { seconds: { grid: [1, 1.2] }, steps: 10 }
        objective: value
        """;

    private readonly Workplace _workplace = new();

    public ShellTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals and a POSIX shell");
        _workplace.Write("my naps.yaml", Spec);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_run_that_is_terminated_goes_on_with_the_very_line_that_it_printed()
    {
        using var run = ProgramProcess.Start(_workplace.Folder, "run", "my naps.yaml", "--store", "my naps.db", "--no-report", "--slots", "2");
        await run.LineWith("step 4/10", Cancel);
        run.Terminate();
        (int code, string error) = await run.EndAsync(Cancel);
        Assert.Equal(130, code);

        using var resumed = ProgramProcess.StartShell(_workplace.Folder, error.Trim().Split('\n')[^1]);
        Assert.Equal((0, ""), await resumed.EndAsync(Cancel));
        Assert.Contains(" resumed: 2 trials of sleep on 2 slots", resumed.All[0]);
        Assert.DoesNotContain(resumed.All, line => line.Contains(" step 1/10 "));
        Assert.Contains(resumed.All, line => line.EndsWith("completed: 2 completed"));
    }

    [Fact]
    public async Task A_reader_that_leaves_does_not_stop_the_run()
    {
        string program = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "actortrain.dll")}'";
        using var run = ProgramProcess.StartShell(
            _workplace.Folder, $"{program} run 'my naps.yaml' --store naps.db --no-report --set params.seconds=0.1 | head -n 1; {program} list --store naps.db");

        Assert.Equal((0, ""), await run.EndAsync(Cancel));
        Assert.Equal(3, run.All.Count);
        Assert.Contains("  completed  ", run.All[^1]);
    }
}
