using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Tests.Commands;

/// <summary>What is told of attempts, adjustments and origins.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly Workplace _workplace;

    public HistoryTests()
    {
        var jobs = CountingJob.Catalog(new CountingJob.Signals());
        _workplace = new Workplace { Jobs = jobs, Provider = new LocalExperimentsProvider(jobs) };
        _workplace.Write("counting.yaml", CountingJob.Spec);
    }

    public void Dispose() => _workplace.Dispose();

    private async Task RunRetriedAsync() => Assert.Equal(
        ExitCode.TrialsFailed,
        await _workplace.RunAsync("run", "counting.yaml", "--no-report", "--set", "params.rate={grid: [1, -2]}", "--set", "limits={retries: 1, backoff: 0s}"));

    [Fact]
    public async Task Attempts_are_told_with_their_errors_and_logs()
    {
        await RunRetriedAsync();
        int before = _workplace.OutLines.Length;

        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("attempts", "latest", "2"));
        string[] lines = _workplace.OutLines[before..];
        Assert.Matches(@"^trial 2 \(rate=-2\) of counting-\w+, failed: 2 attempts$", lines[0]);
        Assert.Matches(@"^# +where +from epoch +started +took +end +error$", lines[1]);
        Assert.Matches(@"^1  local/cpu:\d +0  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d +\d+\.\ds  failed  the rate -2 is below 0$", lines[2]);
        Assert.StartsWith("2  ", lines[3]);
        Assert.Equal("log of attempt 1:", lines[4]);
        Assert.Matches(@"^  \d\d:\d\d:\d\d about to fail at epoch 1$", lines[5]);
        Assert.Equal("log of attempt 2:", lines[6]);
        Assert.Equal(8, lines.Length);
    }

    [Fact]
    public async Task Attempts_can_be_read_by_programs()
    {
        await RunRetriedAsync();

        await _workplace.RunAsync("attempts", "latest", "2", "--json");
        var told = Trials.Json(_workplace.OutLines[^1]);
        Assert.Equal(2, told.GetProperty("trial").GetProperty("number").GetInt32());
        Assert.Equal(["failed", "failed"], told.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("end").GetString()));
        Assert.Equal([1, 2], told.GetProperty("log").EnumerateArray().Select(line => line.GetProperty("attempt").GetInt32()));
    }

    [Fact]
    public async Task An_unknown_trial_is_told()
    {
        await RunRetriedAsync();

        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync("attempts", "latest", "3"));
        Assert.Matches(@"error: counting-\w+ has no trial 3 yet; it has 2\n$", _workplace.Error);
    }

    [Fact]
    public async Task Show_points_to_attempts()
    {
        await RunRetriedAsync();

        await _workplace.RunAsync("show");
        Assert.Matches(@"\nactive:     \d+\.\ds\n", _workplace.Out);
        Assert.Matches(@"\ntrial 2: 2 attempts; 'actortrain attempts counting-\w+ 2' tells more\n", _workplace.Out);
    }

    [Fact]
    public async Task Show_tells_parent_reason_and_adjustments()
    {
        using var workplace = new Workplace();
        workplace.Write("store.db", "");
        FakeExperiment experiment = workplace.Experiments.Add(new FakeExperiment(Trials.Experiment(id: "digits-b") with { Parent = "digits-a", Reason = "three trials failed", ActiveSeconds = 75 }))
            .Known(Trials.Trial(1, TrialState.Running)).PlayedBefore();
        experiment.Adjust(1, new Adjustment("optimizer.lr", Trials.Json("0.01"), 5));
        experiment.Adjust(1, new Adjustment("optimizer.lr", Trials.Json("0.001"), null));

        Assert.Equal(ExitCode.Success, await workplace.RunAsync("show", "--store", "store.db"));
        Assert.Contains("active:     1m 15s\nclone of:   digits-a\nreason:     three trials failed\n", workplace.Out);
        Assert.Contains("trial 1: optimizer.lr=0.01 before epoch 5\ntrial 1: optimizer.lr=0.001 from its next epoch on\n", workplace.Out);
    }
}
