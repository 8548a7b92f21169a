using System.Text.Json;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class ListAndShowTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public ListAndShowTests() => _workplace.Write("store.db", "");

    public void Dispose() => _workplace.Dispose();

    private Task<ExitCode> RunAsync(params string[] args) => _workplace.RunAsync([.. args, "--store", "store.db"]);

    private FakeExperiment Stored(string id, ExperimentState state = ExperimentState.Completed) => _workplace.Experiments
        .Add(new FakeExperiment(Trials.Experiment(id: id, state: state)))
        .Known(Trials.Trial(1, TrialState.Completed, step: 16, choices: """{"lr":0.1}""", accuracy: 0.9366))
        .Known(Trials.Trial(2, TrialState.Failed, choices: """{"lr":10}""") with { Error = "loss became NaN" })
        .PlayedBefore();

    [Fact]
    public async Task The_list_has_a_line_per_experiment()
    {
        Stored("digits-a");
        Stored("digits-b", ExperimentState.Running);
        _workplace.Clock.Now += TimeSpan.FromHours(3);

        Assert.Equal(ExitCode.Success, await RunAsync("list"));
        string[][] rows = [.. _workplace.OutLines.Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        Assert.Equal(["id", "name", "state", "trials", "best", "age"], rows[0]);
        Assert.Equal(["digits-b", "digits", "running", "2/3", "test.accuracy 0.9366", "3h ago"], rows[1]);
        Assert.Equal("digits-a", rows[2][0]);
    }

    [Fact]
    public async Task The_list_can_be_read_by_programs()
    {
        Stored("digits-a");

        await RunAsync("list", "--json");
        JsonElement experiment = Trials.Json(Assert.Single(_workplace.OutLines));
        Assert.Equal("digits-a", experiment.GetProperty("id").GetString());
        Assert.Equal("completed", experiment.GetProperty("state").GetString());
        Assert.Equal("classifier", experiment.GetProperty("spec").GetProperty("job").GetString());
        Assert.Equal(0.9366, experiment.GetProperty("bestValue").GetDouble());
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_an_empty_list_and_is_not_made()
    {
        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("list", "--store", "none.db"));
        Assert.Equal("no experiments yet in none.db\n", _workplace.Out);
        Assert.False(File.Exists(Path.Combine(_workplace.Folder, "none.db")));

        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync("show", "--store", "none.db"));
        Assert.Contains("there are no experiments yet", _workplace.Error);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("digits-bc")]
    [InlineData("digits-bcd")]
    public async Task An_experiment_is_shown_by_identifier_by_the_beginning_of_one_or_as_the_latest(string words)
    {
        Stored("digits-a");
        Stored("digits-bcd");

        Assert.Equal(ExitCode.Success, await RunAsync("show", words));
        Assert.Contains("experiment: digits-bcd\n", _workplace.Out);
        Assert.Contains("trial 2 (lr=10) failed: loss became NaN\n", _workplace.Out);
        Assert.Contains("report: none that this machine knows of\n", _workplace.Out);
    }

    [Fact]
    public async Task A_beginning_that_fits_several_names_them()
    {
        Stored("digits-a");
        Stored("digits-b");

        Assert.Equal(ExitCode.Usage, await RunAsync("show", "digits"));
        Assert.Contains("'digits' may be any of 2 experiments: digits-b, digits-a", _workplace.Error);
    }

    [Fact]
    public async Task An_unknown_experiment_is_told()
    {
        Stored("digits-a");

        Assert.Equal(ExitCode.Usage, await RunAsync("show", "letters"));
        Assert.Contains("there is no experiment 'letters'", _workplace.Error);
    }

    [Fact]
    public async Task Show_knows_where_run_put_the_report()
    {
        _workplace.Write("sweep.yaml", TestJobs.Sweep);
        await RunAsync("run", "sweep.yaml", "--report", "reports/mine");
        await RunAsync("show", "latest", "--json");

        JsonElement shown = Trials.Json(_workplace.OutLines[^1]);
        Assert.Equal(Path.Combine(_workplace.Folder, "reports", "mine"), shown.GetProperty("report").GetString());
        Assert.Equal(JsonValueKind.Array, shown.GetProperty("trials").ValueKind);
    }
}
