using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class InterruptionTests : IDisposable
{
    // Nothing takes this long; a test that waits in vain shall fail, not hang.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Workplace _workplace = new();

    public InterruptionTests() => _workplace.Write("my sweep.yaml", TestJobs.Sweep);

    public void Dispose() => _workplace.Dispose();

    private Task<ExitCode> InterruptedAsync(params string[] more)
    {
        _workplace.Experiments.Script = experiment => experiment.Start(1).Epoch(1, 1, 0.5).Hold();
        return InterruptedWhereItHoldsAsync(["run", "my sweep.yaml", .. more]);
    }

    private async Task<ExitCode> InterruptedWhereItHoldsAsync(string[] args)
    {
        Task<ExitCode> run = _workplace.RunAsync(args);
        await _workplace.Experiments.Newest.Holding.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        _workplace.Interruption.Signal();
        return await run;
    }

    [Fact]
    public async Task The_first_signal_stops_cleanly_and_says_how_to_go_on()
    {
        Assert.Equal(ExitCode.Interrupted, await InterruptedAsync("--slots", "2", "--store=here.db"));

        Assert.True(_workplace.Experiments.Disposed);
        Assert.False(_workplace.Left);
        Assert.Equal(
            """
            stopping: trials stop at their next checkpoint; Ctrl-C again leaves at once
            interrupted: experiment digits-fake01 is stored as far as it got
            to go on:
              actortrain run 'my sweep.yaml' --slots 2 --store here.db --resume

            """, _workplace.Error);
        Assert.Empty(_workplace.Files("runs"));
    }

    [Fact]
    public async Task The_command_that_goes_on_names_resume_once()
    {
        _workplace.Experiments.Add(new FakeExperiment(Trials.Experiment(spec: SpecYaml.Read(TestJobs.Sweep, TestJobs.Catalog)))).Start(1).Hold();

        Assert.Equal(ExitCode.Interrupted, await InterruptedWhereItHoldsAsync(["run", "--resume", "my sweep.yaml"]));
        Assert.Contains("  actortrain run 'my sweep.yaml' --resume\n", _workplace.Error);
    }

    [Fact]
    public async Task The_second_signal_leaves_at_once()
    {
        await InterruptedAsync();
        _workplace.Interruption.Signal();

        Assert.True(_workplace.Left);
    }

    [Fact]
    public async Task With_json_the_last_object_says_how_to_go_on()
    {
        Assert.Equal(ExitCode.Interrupted, await InterruptedAsync("--json"));

        var last = Trials.Json(_workplace.OutLines[^1]);
        Assert.Equal("interrupted", last.GetProperty("type").GetString());
        Assert.Equal("actortrain run 'my sweep.yaml' --json --resume", last.GetProperty("resume").GetString());
    }

    [Fact]
    public async Task A_download_can_be_interrupted_and_nothing_was_started()
    {
        var fetching = new TaskCompletionSource();
        _workplace.Datasets.Source = cancel =>
        {
            fetching.SetResult();
            return Task.Delay(Timeout.Infinite, cancel);
        };
        Task<ExitCode> run = _workplace.RunAsync("run", "my sweep.yaml", "--set", "params.dataset=pixels");
        await fetching.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        _workplace.Interruption.Signal();

        Assert.Equal(ExitCode.Interrupted, await run);
        Assert.EndsWith("interrupted\n", _workplace.Error);
        Assert.Equal(0, _workplace.Experiments.Submitted);
    }

    [Fact]
    public async Task A_signal_during_a_live_display_leaves_the_cursor_visible()
    {
        _workplace.Terminal = new(80, 24);

        Assert.Equal(ExitCode.Interrupted, await InterruptedAsync());
        Assert.True(_workplace.Out.LastIndexOf("\u001b[?25h", StringComparison.Ordinal) >= _workplace.Out.LastIndexOf("\u001b[?25l", StringComparison.Ordinal));
        Assert.Contains("my sweep.yaml", _workplace.Error);
    }
}
