using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class ResumeTests : IDisposable
{
    private readonly Workplace _workplace = new();
    private readonly ExperimentSpec _spec = SpecYaml.Read(TestJobs.Sweep, TestJobs.Catalog);

    public ResumeTests() => _workplace.Write("sweep.yaml", TestJobs.Sweep);

    public void Dispose() => _workplace.Dispose();

    private FakeExperiment Stored(string id, ExperimentState state, ExperimentSpec? spec = null) =>
        _workplace.Experiments.Add(new FakeExperiment(Trials.Experiment(id: id, state: state, spec: spec ?? _spec)));

    private Task<ExitCode> ResumeAsync(params string[] more) => _workplace.RunAsync(["run", "sweep.yaml", "--resume", .. more]);

    [Fact]
    public async Task The_newest_unfinished_experiment_of_the_spec_goes_on()
    {
        Stored("digits-old", ExperimentState.Running).End();
        Stored("digits-new", ExperimentState.Running).Known(Trials.Trial(1, TrialState.Completed, accuracy: 0.9)).PlayedBefore().Start(2).Complete(2).End();
        Stored("digits-done", ExperimentState.Completed);
        Stored("other", ExperimentState.Running, _spec with { Seed = 7 });

        Assert.Equal(ExitCode.Success, await ResumeAsync());
        Assert.Equal(["digits-new"], _workplace.Experiments.Resumed);
        Assert.Contains("experiment digits-new resumed: 3 trials of classifier on 2 slots, 1 of them done before\n", _workplace.Out);
        Assert.Equal(0, _workplace.Experiments.Submitted);
    }

    [Fact]
    public async Task Layout_comments_description_and_order_of_the_file_do_not_matter()
    {
        Stored("digits-a", ExperimentState.Paused).End();
        _workplace.Write("sweep.yaml", """
            objective: { metric: test.accuracy }
            description: now with a description
            params: { optimizer: { lr: { grid: [0.01, 0.1, 1] } }, epochs: 16 }
            job: classifier
            name: digits
            """);

        Assert.Equal(ExitCode.Success, await ResumeAsync());
        Assert.Equal(["digits-a"], _workplace.Experiments.Resumed);
    }

    [Fact]
    public async Task A_complete_experiment_only_gets_its_report_again()
    {
        Stored("digits-done", ExperimentState.Completed).Known(Trials.Trial(1, TrialState.Completed, accuracy: 0.9)).PlayedBefore();

        Assert.Equal(ExitCode.Success, await ResumeAsync());
        Assert.Empty(_workplace.Experiments.Resumed);
        Assert.Equal("experiment digits-done is complete already; its report is written again\n", _workplace.Error);
        Assert.Contains("report.html", _workplace.Files("runs/digits-done"));
    }

    [Fact]
    public async Task Changed_values_make_another_spec()
    {
        Stored("digits-a", ExperimentState.Running);

        Assert.Equal(ExitCode.Usage, await ResumeAsync("--set", "params.epochs=3"));
        Assert.Contains("of the same name 'digits', but with another content: digits-a (running)", _workplace.Error);
    }

    [Fact]
    public async Task Without_any_the_error_names_what_is_there()
    {
        Assert.Equal(ExitCode.Usage, await ResumeAsync("--store", "here.db"));
        Assert.Contains("nothing to resume: here.db has no experiments", _workplace.Error);

        Stored("letters-a", ExperimentState.Completed, _spec with { Name = "letters" });
        Assert.Equal(ExitCode.Usage, await ResumeAsync("--store", "here.db"));
        Assert.Contains("no experiment in here.db is called 'digits'; there is letters-a (completed)", _workplace.Error);
    }

    [Theory]
    [InlineData(ExperimentState.Stopped, "stopped")]
    [InlineData(ExperimentState.Failed, "failed")]
    public async Task An_experiment_that_was_ended_for_good_does_not_go_on(ExperimentState state, string word)
    {
        Stored("digits-a", state);

        Assert.Equal(ExitCode.Usage, await ResumeAsync());
        Assert.Contains($"digits-a, was ended for good ({word})", _workplace.Error);
    }
}
