using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Tests.Commands;

/// <summary>Commands that change an experiment: what they send, and what they say.</summary>
public sealed class ControlCommandTests : IDisposable
{
    private const string RunsHere = "nothing runs it now: 'actortrain resume digits-a --store store.db' runs it here, 'actortrain serve --store store.db' everything that is unfinished\n";

    private readonly Workplace _workplace = new();

    public ControlCommandTests() => _workplace.Write("store.db", "");

    public void Dispose() => _workplace.Dispose();

    private FakeExperiments Experiments => _workplace.Experiments;

    private FakeExperiment Stored(string id = "digits-a") => Experiments.Add(new FakeExperiment(Trials.Experiment(id: id, spec: SpecYaml.Read(TestJobs.Sweep, TestJobs.Catalog))))
        .Known(Trials.Trial(1, TrialState.Completed, accuracy: 0.9)).Known(Trials.Trial(2, TrialState.Running)).Known(Trials.Trial(3, TrialState.Waiting, attempt: 0))
        .PlayedBefore();

    private Task<ExitCode> RunAsync(params string[] args) => _workplace.RunAsync([.. args, "--store", "store.db"]);

    [Theory]
    [InlineData("pause digits-a", "experiment digits-a is paused", "pause", "digits-a")]
    [InlineData("stop digits-a", "experiment digits-a is stopped; its results stay", "stop", "digits")]
    [InlineData("cancel digits-a 2", "trial 2 of digits-a is cancelled", "cancel", "latest", "2")]
    [InlineData("clone digits-a seed=1", "experiment clone-fake01 is submitted, a clone of digits-a", "clone", "latest", "--set", "seed=1")]
    [InlineData("clone digits-a ", "experiment clone-fake01 is submitted, a clone of digits-a", "clone", "latest")]
    [InlineData("extend digits-a search.trials=5", "experiment digits-a is extended, 5 trials in all", "extend", "latest", "--set", "search.trials=5")]
    [InlineData("configure digits-a 2 0", "experiment digits-a: at most 2 at once, priority 0", "configure", "latest", "--parallel", "2")]
    [InlineData("configure digits-a all -3", "experiment digits-a: every slot, priority -3", "configure", "latest", "--parallel", "all", "--priority", "-3")]
    [InlineData("adjust digits-a 2 optimizer.lr 0.01", "trial 2 of digits-a takes optimizer.lr=0.01 from its next epoch on", "adjust", "latest", "2", "optimizer.lr=0.01")]
    [InlineData("""enqueue digits-a [{"optimizer.lr":0.01,"batch":64}]""", "trial 1 of digits-a was added: optimizer.lr=0.01 batch=64", "enqueue", "latest", "optimizer.lr=0.01", "params.batch=64")]
    [InlineData("enqueue digits-a [{}]", "trial 1 of digits-a was added", "enqueue", "latest")]
    [InlineData("adjust digits-a 3 optimizer.lr 1e-3", "trial 3 of digits-a takes optimizer.lr=1e-3 when it runs", "adjust", "latest", "3", "params.optimizer.lr=1e-3")]
    public async Task A_command_reaches_the_process_that_runs_the_experiments(string sent, string told, params string[] args)
    {
        Stored();
        Experiments.IsServed = true;

        Assert.Equal(ExitCode.Success, await RunAsync(args));
        Assert.Equal([sent], Experiments.Commands);
        Assert.Equal($"{told}\n", _workplace.Out);
        Assert.Equal(args[0] == "pause" ? "'actortrain resume digits-a --store store.db' goes on with it\n" : "", _workplace.Error);
    }

    [Fact]
    public async Task Where_no_process_runs_them_it_is_done_in_the_store_and_said_how_to_go_on()
    {
        Stored();

        Assert.Equal(ExitCode.Success, await RunAsync("configure", "digits-a", "--priority", "1"));
        Assert.Equal(0, Experiments.Slots);
        Assert.True(Experiments.Disposed);
        Assert.Equal(RunsHere, _workplace.Error);
    }

    [Fact]
    public async Task What_has_ended_needs_no_hint()
    {
        Stored();

        Assert.Equal(ExitCode.Success, await RunAsync("stop", "digits-a"));
        Assert.Equal(ExitCode.Success, await RunAsync("stop", "digits-a"));
        Assert.Equal("experiment digits-a is stopped; its results stay\nexperiment digits-a has ended already (stopped)\n", _workplace.Out);
        Assert.Equal("", _workplace.Error);
    }

    [Fact]
    public async Task Programs_get_an_object()
    {
        Stored();
        Experiments.IsServed = true;

        await RunAsync("adjust", "latest", "2", "optimizer.lr=0.01", "--json");
        await RunAsync("clone", "latest", "--json");
        Assert.Equal("""{"command":"adjust","experiment":"digits-a","trial":2,"state":"running","served":true}""", _workplace.OutLines[0]);
        Assert.Equal("""{"command":"clone","experiment":"clone-fake01","parent":"digits-a","state":"running","served":true}""", _workplace.OutLines[1]);
    }

    [Fact]
    public async Task A_refusal_is_told_in_its_own_words()
    {
        Stored();
        Experiments.Refusal = "trial 1 of 'digits-a' has come to its end";

        Assert.Equal(ExitCode.Usage, await RunAsync("cancel", "latest", "1"));
        Assert.Equal("error: trial 1 of 'digits-a' has come to its end\n", _workplace.Error);
        Assert.Equal("", _workplace.Out);
    }

    [Theory]
    [InlineData("there is no experiment 'letters'", "pause", "letters")]
    [InlineData("'digits' may be any of 2 experiments", "stop", "digits")]
    [InlineData("--set seed: is not of the form path=value", "clone", "digits-a", "--set", "seed")]
    [InlineData("optimizer.lr: is not of the form path=value", "adjust", "digits-a", "2", "optimizer.lr")]
    [InlineData("nothing was changed:\n  spec.params.epochz", "clone", "digits-a", "--set", "params.epochz=1")]
    public async Task What_cannot_be_done_is_refused_and_changes_nothing(string error, params string[] args)
    {
        Stored();
        Stored("digits-b");

        Assert.Equal(ExitCode.Usage, await RunAsync(args));
        Assert.Contains($"error: {error}", _workplace.Error);
        Assert.Empty(Experiments.Commands);
    }

    [Theory]
    [InlineData("pause", "latest")]
    [InlineData("resume", "latest")]
    [InlineData("attempts", "latest", "1")]
    public async Task A_store_that_is_not_there_is_not_made(params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync([.. args, "--store", "none.db"]));
        Assert.Contains("there are no experiments yet: none.db does not exist", _workplace.Error);
        Assert.False(File.Exists(Path.Combine(_workplace.Folder, "none.db")));
    }

    [Fact]
    public async Task A_spec_is_submitted_without_waiting_for_its_end()
    {
        _workplace.Write("sweep.yaml", TestJobs.Sweep);

        Assert.Equal(ExitCode.Success, await RunAsync("submit", "sweep.yaml", "--set", "params.dataset=pixels"));
        Assert.Equal("experiment digits-fake01 is submitted: 3 trials of classifier\n", _workplace.Out);
        Assert.Contains("nothing runs it now: 'actortrain resume digits-fake01 --store store.db'", _workplace.Error);
        Assert.Equal(1, _workplace.Datasets.Fetched);

        Assert.Equal(ExitCode.Usage, await RunAsync("submit", "sweep.yaml", "--set", "params.epochs=0"));
        Assert.Equal(1, Experiments.Submitted);
    }

    [Fact]
    public async Task A_run_beside_a_serving_process_is_pointed_to_submit()
    {
        _workplace.Write("sweep.yaml", TestJobs.Sweep);
        Experiments.IsServed = true;

        Assert.Equal(ExitCode.Usage, await RunAsync("run", "sweep.yaml"));
        Assert.Contains("in use by another process; or hand the experiment to that process with 'actortrain submit'", _workplace.Error);
    }
}
