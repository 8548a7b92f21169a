using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class ResumeCommandTests : IDisposable
{
    // Nothing takes this long; a test that waits in vain shall fail, not hang.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Workplace _workplace = new();

    public ResumeCommandTests() => _workplace.Write("store.db", "");

    public void Dispose() => _workplace.Dispose();

    private FakeExperiment Stored(ExperimentState state) => _workplace.Experiments.Add(new FakeExperiment(Trials.Experiment(id: "digits-a"))).Enter(state);

    private Task<ExitCode> ResumeAsync(params string[] more) => _workplace.RunAsync(["resume", "latest", "--store", "store.db", .. more]);

    [Theory]
    [InlineData(ExperimentState.Paused)]
    [InlineData(ExperimentState.Running)]
    public async Task Without_a_serving_process_it_runs_here_to_its_report(ExperimentState state)
    {
        Stored(state).Start(1).Complete(1).Start(2).Fail(2, "loss became NaN").End();

        Assert.Equal(ExitCode.TrialsFailed, await ResumeAsync("--slots", "2"));
        Assert.Equal(["digits-a"], _workplace.Experiments.Resumed);
        Assert.Equal(2, _workplace.Experiments.Slots);
        Assert.StartsWith("experiment digits-a resumed: 3 trials of classifier on 2 slots\n", _workplace.Out);
        Assert.Contains("report.html", _workplace.Files("runs/digits-a"));
    }

    [Fact]
    public async Task With_one_the_command_is_sent_there()
    {
        Stored(ExperimentState.Paused);
        _workplace.Experiments.IsServed = true;

        Assert.Equal(ExitCode.Success, await ResumeAsync());
        Assert.Equal(["digits-a"], _workplace.Experiments.Resumed);
        Assert.Equal("experiment digits-a goes on in the process that runs this store\n", _workplace.Out);
    }

    [Fact]
    public async Task An_interruption_names_this_experiment_to_go_on_with()
    {
        FakeExperiment experiment = Stored(ExperimentState.Paused).Start(1).Hold();
        Task<ExitCode> resume = ResumeAsync("--no-report");
        await experiment.Holding.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        _workplace.Interruption.Signal();

        Assert.Equal(ExitCode.Interrupted, await resume);
        Assert.EndsWith("to go on:\n  actortrain resume digits-a --store store.db --no-report\n", _workplace.Error);
    }

    [Fact]
    public async Task A_complete_experiment_only_gets_its_report_again()
    {
        Stored(ExperimentState.Completed);

        Assert.Equal(ExitCode.Success, await ResumeAsync());
        Assert.Empty(_workplace.Experiments.Resumed);
        Assert.Contains("report.html", _workplace.Files("runs/digits-a"));
    }

    [Fact]
    public async Task What_was_ended_for_good_is_refused()
    {
        Stored(ExperimentState.Stopped);

        Assert.Equal(ExitCode.Usage, await ResumeAsync());
        Assert.Contains("digits-a was ended for good (stopped)", _workplace.Error);
    }
}
