using System.Net;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Tests.Commands;

/// <summary>The same commands, with a server in the place of a store.</summary>
public sealed class ServerTests : IDisposable
{
    private const string Url = "http://lab:5080";

    // Nothing takes this long; a test that waits in vain shall fail, not hang.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Workplace _workplace = new();

    private FakeExperiments Experiments => _workplace.Experiments;

    public void Dispose() => _workplace.Dispose();

    private Task<ExitCode> RunAsync(params string[] args) => _workplace.RunAsync([.. args, "--server", Url]);

    private void Stored(string id = "digits-a") =>
        Experiments.Add(new FakeExperiment(Trials.Experiment(id: id))).Known(Trials.Trial(1, TrialState.Completed)).Known(Trials.Trial(2, TrialState.Running)).PlayedBefore();

    [Theory]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("attempts", "latest", "1")]
    [InlineData("cluster")]
    [InlineData("pause", "latest")]
    [InlineData("resume", "latest")]
    [InlineData("stop", "latest")]
    [InlineData("cancel", "latest", "2")]
    [InlineData("clone", "latest")]
    [InlineData("extend", "latest", "--set", "search.trials=5")]
    [InlineData("configure", "latest", "--priority", "2")]
    [InlineData("adjust", "latest", "2", "optimizer.lr=0.1")]
    public async Task Every_command_goes_to_the_server_and_opens_no_store(params string[] args)
    {
        Stored();

        Assert.Equal(ExitCode.Success, await RunAsync(args));
        Assert.Equal(new Uri(Url), Experiments.Server?.Address);
        Assert.Null(Experiments.Store);
        Assert.True(Experiments.Disposed);
        Assert.DoesNotContain("nothing runs it now", _workplace.Error);
    }

    [Fact]
    public async Task An_ended_experiment_is_deleted_there()
    {
        Experiments.Add(new FakeExperiment(Trials.Experiment(id: "digits-a")).Enter(ExperimentState.Stopped));

        Assert.Equal(ExitCode.Success, await RunAsync("delete", "digits-a", "--yes"));
        Assert.Equal(["delete digits-a"], Experiments.Commands);
    }

    [Fact]
    public async Task The_environment_names_the_server_and_its_token()
    {
        _workplace.Variables["ACTORTRAINING_SERVER"] = Url;
        _workplace.Variables["ACTORTRAINING_TOKEN"] = "of-the-environment";
        _workplace.Variables["ACTORTRAINING_STORE"] = "other.db";

        await _workplace.RunAsync("list");
        Assert.Equal((new Uri(Url), "of-the-environment"), Experiments.Server);
        Assert.Equal($"no experiments yet in {Url}/\n", _workplace.Out);

        _workplace.Write("secret", "of-the-file\n");
        await _workplace.RunAsync("list", "--token-file", "secret");
        Assert.Equal((new Uri(Url), "of-the-file"), Experiments.Server);
    }

    [Fact]
    public async Task A_store_on_the_command_line_goes_before_a_server_of_the_environment()
    {
        _workplace.Variables["ACTORTRAINING_SERVER"] = Url;
        _workplace.Write("here.db", "");

        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("list", "--store", "here.db"));
        Assert.Null(Experiments.Server);
        Assert.EndsWith("here.db", Experiments.Store);
    }

    [Theory]
    [InlineData("--store and --server contradict each other", "list", "--server", Url, "--store", "x.db")]
    [InlineData("--server: 'lab:5080' is no address of a server; one is for example http://localhost:5080", "list", "--server", "lab:5080")]
    [InlineData("--token-file: none cannot be read", "list", "--server", Url, "--token-file", "none")]
    [InlineData("--token-file: empty is empty", "list", "--server", Url, "--token-file", "empty")]
    [InlineData("--token-file is for a server, and none is named", "list", "--token-file", "secret")]
    [InlineData("--slots is for experiments that run here", "run", "sweep.yaml", "--server", Url, "--slots", "2")]
    public async Task What_does_not_fit_together_is_told(string error, params string[] args)
    {
        _workplace.Write("empty", "\n");
        _workplace.Write("sweep.yaml", TestJobs.Sweep);

        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync(args));
        Assert.Contains($"error: {error}", _workplace.Error);
        Assert.Null(Experiments.Server);
    }

    [Fact]
    public async Task A_spec_is_submitted_and_its_data_sets_are_the_servers_business()
    {
        _workplace.Write("sweep.yaml", TestJobs.Sweep);

        Assert.Equal(ExitCode.Success, await RunAsync("submit", "sweep.yaml", "--set", "params.dataset=pixels", "--json"));
        Assert.Equal("""{"command":"submit","experiment":"digits-fake01","state":"running","served":true}""", _workplace.OutLines[0]);
        Assert.Equal(0, _workplace.Datasets.Fetched);
    }

    [Fact]
    public async Task A_run_is_followed_to_its_end_and_its_report_is_written_here()
    {
        _workplace.Write("sweep.yaml", TestJobs.Sweep);
        Experiments.Script = experiment => experiment.Start(1).Epoch(1, 1, 0.5).Epoch(1, 2, 0.75).Complete(1).End();

        Assert.Equal(ExitCode.Success, await RunAsync("run", "sweep.yaml"));
        Assert.Contains("trial 1/3 completed test.accuracy=0.7500", _workplace.Out);
        Assert.Contains("report: runs/digits-fake01/report.html\n", _workplace.Out);
        string page = await File.ReadAllTextAsync(Path.Combine(_workplace.Folder, "runs", "digits-fake01", "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains($"{Url}/", page);
        Assert.DoesNotContain("Processor", page);

        Assert.Equal(ExitCode.Success, await RunAsync("show", "digits-fake01"));
        Assert.Contains("report: runs/digits-fake01/report.html\n", _workplace.Out.Split("experiment: ")[^1]);
    }

    [Fact]
    public async Task An_interrupted_run_goes_on_and_says_how_to_stop_it()
    {
        _workplace.Write("sweep.yaml", TestJobs.Sweep);
        Experiments.Script = experiment => experiment.Start(1).Hold();
        Task<ExitCode> run = RunAsync("run", "sweep.yaml");
        await Experiments.Newest.Holding.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        _workplace.Interruption.Signal();

        Assert.Equal(ExitCode.Interrupted, await run);
        Assert.Equal(
            $"""
            left: experiment digits-fake01 goes on by itself
            to stop it:
              actortrain stop digits-fake01 --server {Url}
            to follow it again:
              actortrain run sweep.yaml --server {Url} --resume

            """, _workplace.Error);
        Assert.Empty(Experiments.Commands);
    }

    [Fact]
    public async Task Resuming_does_not_wait_for_the_end()
    {
        Experiments.Add(new FakeExperiment(Trials.Experiment(id: "digits-a")).Enter(ExperimentState.Paused));

        Assert.Equal(ExitCode.Success, await RunAsync("resume", "digits-a"));
        Assert.Equal($"experiment digits-a goes on on {Url}/\n", _workplace.Out);
        Assert.Equal(["digits-a"], Experiments.Resumed);
    }

    [Fact]
    public async Task A_server_that_is_not_there_has_an_exit_code_of_its_own()
    {
        Experiments.Trouble = new HttpRequestException("http://lab:5080/ cannot be reached: Connection refused (lab:5080) (tried 4 times in 2.9 s)");
        Assert.Equal(ExitCode.ServerUnavailable, await RunAsync("list"));
        Assert.Equal("error: http://lab:5080/ cannot be reached: Connection refused (lab:5080) (tried 4 times in 2.9 s)\n", _workplace.Error);
    }

    [Fact]
    public async Task So_have_a_token_that_it_does_not_know_and_a_store_that_is_away()
    {
        var cause = new HttpRequestException("401", null, HttpStatusCode.Unauthorized);
        Experiments.Trouble = new UnauthorizedAccessException("http://lab:5080/ does not know the token that was given", cause);
        Assert.Equal(ExitCode.ServerUnavailable, await RunAsync("list"));
        Experiments.Trouble = new StoreException("the store is away", cause);
        Assert.Equal(ExitCode.ServerUnavailable, await RunAsync("list"));
        Assert.Equal("error: http://lab:5080/ does not know the token that was given\nerror: the store is away\n", _workplace.Error);
    }
}
