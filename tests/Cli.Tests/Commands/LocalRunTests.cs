using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Commands;

/// <summary>The commands on the real runtime and a real store, with a job that only counts.</summary>
public sealed class LocalRunTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CountingJob.Signals _signals = new();
    private readonly Workplace _workplace;

    public LocalRunTests()
    {
        _workplace = NewSession();
        _workplace.Write("counting.yaml", CountingJob.Spec);
    }

    public void Dispose() => _workplace.Dispose();

    private Workplace NewSession(string? folder = null)
    {
        var jobs = CountingJob.Catalog(_signals);
        return new Workplace(folder) { Jobs = jobs, Provider = new LocalExperimentsProvider(jobs) };
    }

    [Fact]
    public async Task An_experiment_runs_is_listed_and_shown()
    {
        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("run", "counting.yaml", "--slots", "2"));
        Assert.Contains("best: trial 3 (rate=3), sum 18.0000\n", _workplace.Out);
        string report = Path.Combine("runs", Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(_workplace.Folder, "runs")))));
        Assert.Contains("weights/trial-3/sum.json", _workplace.Files(report));

        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("list"));
        Assert.Contains("3/3", _workplace.OutLines[^1]);
        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("show", "counting"));
        Assert.Contains($"report: {report}/report.html\n", _workplace.Out);
    }

    [Fact]
    public async Task An_interrupted_run_goes_on_without_losing_or_repeating_an_epoch()
    {
        _signals.WaitAt = 4;
        Task<ExitCode> run = _workplace.RunAsync("run", "counting.yaml", "--slots", "2");
        for (int trial = 0; trial < 2; trial++)
            Assert.True(await _signals.Waiting.WaitAsync(Patience, TestContext.Current.CancellationToken));
        _workplace.Interruption.Signal();
        Assert.Equal(ExitCode.Interrupted, await run.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Contains("to go on:\n  actortrain run counting.yaml --slots 2 --resume\n", _workplace.Error);

        _signals.WaitAt = 0;
        using Workplace again = NewSession(_workplace.Folder);
        Assert.Equal(ExitCode.Success, await again.RunAsync("run", "counting.yaml", "--slots", "2", "--resume").WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.Contains("resumed: 3 trials of counting on 2 slots", again.Out);
        Assert.Equal(18, _signals.Computed.Count);
        Assert.Equal(18, _signals.Computed.Distinct().Count());
    }

    [Fact]
    public async Task A_crashing_trial_does_not_take_the_others_down()
    {
        Assert.Equal(ExitCode.TrialsFailed, await _workplace.RunAsync("run", "counting.yaml", "--set", "params.rate={grid: [1, -2, 3]}"));
        Assert.Contains("trial 2 (rate=-2) failed: the rate -2 is below 0\n", _workplace.Out);
        Assert.Contains("completed: 2 completed, 1 failed\n", _workplace.Out);
    }

    [Fact]
    public async Task A_store_that_another_process_holds_is_refused_with_a_reason()
    {
        Directory.CreateDirectory(Path.Combine(_workplace.Folder, "data", "actortrain"));
        await using var held = new FileStream(Path.Combine(_workplace.Folder, "data", "actortrain", "experiments.db.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync("run", "counting.yaml"));
        Assert.Contains("is in use by another process", _workplace.Error);
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_told()
    {
        _workplace.Write("notes.txt", "this is no database, but it is long enough to look at its header and find nothing there that fits");

        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync("list", "--store", "notes.txt"));
        Assert.Contains("the store '", _workplace.Error);
    }
}
