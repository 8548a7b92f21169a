using System.Text.Json;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;
using ActorTraining.Training.Data;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public RunCommandTests() => _workplace.Write("sweep.yaml", TestJobs.Sweep);

    public void Dispose() => _workplace.Dispose();

    private Task<ExitCode> RunAsync(params string[] more) => _workplace.RunAsync(["run", "sweep.yaml", .. more]);

    private static void ThreeTrials(FakeExperiment experiment)
    {
        experiment
            .Start(1, """{"optimizer.lr":0.01}""").Epoch(1, 2, 0.87).Complete(1)
            .Start(2, """{"optimizer.lr":0.1}""").Epoch(2, 2, 0.9366).Complete(2)
            .Start(3, """{"optimizer.lr":1}""").Epoch(3, 2, 0.955).Complete(3)
            .End();
        experiment.Artifacts[(3, "weights.safetensors")] = [1, 2, 3];
    }

    [Fact]
    public async Task A_sweep_ends_with_a_table_a_verdict_and_a_report()
    {
        _workplace.Experiments.Script = ThreeTrials;

        Assert.Equal(ExitCode.Success, await RunAsync("--slots", "2"));

        string[] lines = _workplace.OutLines;
        int table = Array.FindIndex(lines, line => line.StartsWith('#') || line.TrimStart().StartsWith("# "));
        Assert.Equal(["#", "lr", "test.accuracy", "train.loss", "time", "state"], lines[table].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["2", "0.1", "0.9366", "0.1268", "2.0s", "completed"], lines[table + 2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
        [
            "experiment digits-fake01 completed: 3 completed",
            "best: trial 3 (lr=1), test.accuracy 0.9550",
            "report: runs/digits-fake01/report.html",
        ], lines[^3..]);
        Assert.Equal("", _workplace.Error);
        foreach (string file in (IEnumerable<string>)["report.html", "metrics.csv", "spec.yaml", "weights/trial-3/weights.safetensors"])
            Assert.Contains(file, _workplace.Files("runs/digits-fake01"));
        Assert.Equal(2, _workplace.Experiments.Slots);
        Assert.True(_workplace.Experiments.Disposed);
    }

    [Fact]
    public async Task The_report_holds_the_spec_as_it_was_written_or_as_it_was_changed()
    {
        _workplace.Experiments.Script = ThreeTrials;
        await RunAsync("--report", "a");
        await RunAsync("--report", "b", "--set", "params.epochs=2");

        Assert.Equal(TestJobs.Sweep, await File.ReadAllTextAsync(Path.Combine(_workplace.Folder, "a/spec.yaml"), TestContext.Current.CancellationToken));
        Assert.Contains("epochs: 2", await File.ReadAllTextAsync(Path.Combine(_workplace.Folder, "b/spec.yaml"), TestContext.Current.CancellationToken));
        Assert.Equal(2, _workplace.Experiments.Newest.Info.Spec.Parameters.GetProperty("epochs").GetInt32());
    }

    [Fact]
    public async Task With_json_there_is_nothing_but_objects_on_the_output()
    {
        _workplace.Experiments.Script = ThreeTrials;

        Assert.Equal(ExitCode.Success, await RunAsync("--json"));

        JsonElement[] objects = [.. _workplace.OutLines.Select(Trials.Json)];
        Assert.Equal("begin", objects[0].GetProperty("type").GetString());
        Assert.Equal("result", objects[^1].GetProperty("type").GetString());
        Assert.Equal(Path.Combine(_workplace.Folder, "runs", "digits-fake01"), objects[^1].GetProperty("report").GetString());
    }

    [Fact]
    public async Task Every_error_of_a_spec_is_told_and_nothing_is_started()
    {
        _workplace.Write("sweep.yaml", TestJobs.Sweep.Replace("epochs: 16", "epoch: 16\n  optimizer2: x").Replace("0.01, 0.1, 1", "-1"));

        Assert.Equal(ExitCode.Usage, await RunAsync());
        Assert.Contains("error: sweep.yaml has 3 errors:\n", _workplace.Error);
        Assert.Contains("  spec.params.epoch: ", _workplace.Error);
        Assert.Contains("did you mean 'epochs'?", _workplace.Error);
        Assert.Contains("-1 is not greater than 0", _workplace.Error);
        Assert.Equal(0, _workplace.Experiments.Submitted);
    }

    [Theory]
    [InlineData("no-such.yaml", "there is no file no-such.yaml")]
    [InlineData("sweeps.yaml", "there is no file sweeps.yaml; did you mean 'sweep.yaml'?")]
    [InlineData(".", ". is a folder")]
    public async Task A_spec_that_is_not_there_is_told(string path, string error)
    {
        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync("run", path));
        Assert.Contains(error, _workplace.Error);
    }

    [Theory]
    [InlineData("--slots", "0", "--slots: 0 is not at least 1")]
    [InlineData("--slots", "many", "many")]
    [InlineData("--set", "params.epochs", "--set params.epochs: is not of the form path=value")]
    [InlineData("--set", "params.epochs=0", "spec.params.epochs: 0 is not")]
    [InlineData("--epochs", "2", "unknown option '--epochs'")]
    [InlineData("--no-report", "--report=x", "--report and --no-report contradict each other")]
    public async Task Bad_usage_is_refused_before_anything_starts(string option, string value, string error)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(option, value));
        Assert.Contains(error, _workplace.Error);
        Assert.Equal(0, _workplace.Experiments.Submitted);
    }

    [Fact]
    public async Task An_experiment_whose_trials_run_elsewhere_is_not_run_here_where_nobody_could_ask_for_them()
    {
        _workplace.Write("outside.yaml", "{ name: outside, job: external, params: { x: { grid: [1, 2] } }, objective: { metric: loss, direction: minimize } }");

        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync("run", "outside.yaml"));
        Assert.Contains("nobody could ask this process for the trials of 'job: external'", _workplace.Error);
        Assert.Contains("submit outside.yaml --server http://localhost:5080", _workplace.Error);
    }

    [Fact]
    public async Task A_report_folder_that_will_not_do_is_refused_before_anything_starts()
    {
        _workplace.Write("thesis/chapter.tex", "mine");

        Assert.Equal(ExitCode.Usage, await RunAsync("--report", "thesis"));
        Assert.Contains("is not empty and holds no report", _workplace.Error);
        Assert.Equal(0, _workplace.Experiments.Submitted);
    }

    [Fact]
    public async Task A_default_report_folder_that_is_a_file_is_refused_too()
    {
        _workplace.Write("runs", "");

        Assert.Equal(ExitCode.Usage, await RunAsync());
        Assert.Equal(0, _workplace.Experiments.Submitted);
        Assert.Equal(ExitCode.Success, await RunAsync("--no-report"));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_at_the_end_loses_nothing()
    {
        _workplace.Experiments.Script = experiment =>
        {
            ThreeTrials(experiment);
            _workplace.Write("late", ""); // the folder's place is taken while the trials run
        };

        Assert.Equal(ExitCode.ReportFailed, await RunAsync("--report", "late"));
        Assert.Contains("error: the report could not be written: ", _workplace.Error);
        Assert.Contains("the results are in the store", _workplace.Error);
        Assert.Contains("best: trial 3", _workplace.Out);

        Assert.Equal(ExitCode.Success, await RunAsync("--report", "elsewhere", "--resume"));
        Assert.Contains("report.html", _workplace.Files("elsewhere"));
        Assert.Equal(1, _workplace.Experiments.Submitted);
    }

    [Fact]
    public async Task Failed_trials_are_named_and_the_others_stand()
    {
        _workplace.Experiments.Script = experiment => experiment
            .Start(1).Epoch(1, 1, 0.9).Complete(1).Start(2, """{"optimizer.lr":10}""").Fail(2, "loss became NaN at epoch 1, step 3").End();

        Assert.Equal(ExitCode.TrialsFailed, await RunAsync());
        Assert.Contains("trial 2 (lr=10) failed: loss became NaN at epoch 1, step 3\n", _workplace.Out);
        Assert.Contains("experiment digits-fake01 completed: 1 completed, 1 failed\n", _workplace.Out);
    }

    [Theory]
    [InlineData(ExperimentState.Failed, "2 trials failed")]
    [InlineData(ExperimentState.Stopped, null)]
    public async Task An_experiment_that_was_ended_has_an_exit_code_of_its_own_and_still_a_report(ExperimentState state, string? reason)
    {
        _workplace.Experiments.Script = experiment => experiment.Start(1).Epoch(1, 1, 0.9).End(state, reason);

        Assert.Equal(ExitCode.ExperimentFailed, await RunAsync());
        Assert.Contains("report: runs/digits-fake01/report.html", _workplace.Out);
    }

    [Fact]
    public async Task Of_a_large_search_the_best_fifty_are_shown()
    {
        _workplace.Experiments.Planned = 60;
        _workplace.Experiments.Script = experiment =>
        {
            for (int trial = 1; trial <= 60; trial++)
                experiment.Start(trial).Epoch(trial, 2, trial / 100.0).Complete(trial);
            experiment.End();
        };

        await RunAsync("--json"); // the events are not what this is about
        Assert.Equal(ExitCode.Success, await RunAsync("--resume"));

        string[] rows = [.. _workplace.OutLines.Where(line => line.TrimEnd().EndsWith("completed") && line.Contains("2.0s"))];
        Assert.Equal(50, rows.Length);
        Assert.StartsWith("60", rows[0].Trim());
        Assert.Contains("… 10 more; the best 50 are shown\n", _workplace.Out);
    }

    [Fact]
    public async Task A_data_set_that_is_missing_is_fetched_before_the_trials_start()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("--set", "params.dataset=pixels"));
        Assert.Equal("fetching pixels.bin from the test's mirror (10 B)\nfetched pixels.bin (10 B)\n", _workplace.Error);

        Assert.Equal(ExitCode.Success, await RunAsync("--set", "params.dataset={grid: [pixels, drawn]}"));
        Assert.Equal(1, _workplace.Datasets.Fetched);
    }

    [Fact]
    public async Task Without_the_data_set_nothing_is_started()
    {
        _workplace.Datasets.Source = _ => throw new DatasetSourceException("the network is down");

        Assert.Equal(ExitCode.DataUnavailable, await RunAsync("--set", "params.dataset=pixels"));
        Assert.Contains("the network is down", _workplace.Error);
        Assert.Equal(0, _workplace.Experiments.Submitted);
    }
}
