using System.Security.Cryptography;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Hosting;
using Microsoft.Data.Sqlite;
using static ActorTraining.Client.Tests.Servers.ScriptProcess;

namespace ActorTraining.Client.Tests.Servers;

/// <summary>The scripts of <c>examples/scripts</c>, each run as its first lines say, against a real server.</summary>
public sealed class ScriptTests : IAsyncLifetime
{
    private const string Sweep = """
        name: scripted
        job: sleep
        params: { seconds: 0.2, steps: { grid: [1, 2, 3] } }
        objective: value
        """;

    private const string Weights = """
        name: scripted digits
        job: classifier
        params:
          dataset: synthetic-digits
          data: { fraction: 0.05 }
          model: { layers: [{ kind: linear, units: 10 }] }
          optimizer: { kind: sgd, lr: 0.1 }
          epochs: 1
        objective: test.accuracy
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("scripts-").FullName;
    private Dashboard _dashboard = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IExperiments Experiments => _dashboard.Experiments;

    public async ValueTask InitializeAsync()
    {
        var settings = new DashboardSettings { Store = Path.Combine(_folder, "experiments.db"), Slots = 2, Listen = new Uri("http://127.0.0.1:0") };
        _dashboard = await Dashboard.StartAsync(settings, JobCatalog.Default, Cancel);
        await File.WriteAllTextAsync(Path.Combine(_folder, "sweep.yaml"), Sweep, Cancel);
        await File.WriteAllTextAsync(Path.Combine(_folder, "weights.yaml"), Weights, Cancel);
        await File.WriteAllTextAsync(Path.Combine(_folder, "faulty.yaml"), Sweep.Replace("0.2", "-1").Replace("name:", "nam:"), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_sweep_is_submitted_and_followed()
    {
        var (code, output, error) = await RunAsync("dotnet", "run", Script("sweep.cs"), "--", "sweep.yaml");
        Assert.True(code == 0, error + output);
        Assert.Equal(3, output.Split('\n').Count(line => line.StartsWith("trial ") && line.Contains(" completed: steps=")));
        Assert.Contains("\nbest: trial ", output);

        (code, output, error) = await RunAsync("dotnet", "run", Script("sweep.cs"), "--", "faulty.yaml");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("spec.params.seconds: -1 is not at least 0 (line 3)", error);
        Assert.Contains("did you mean 'name'?", error);
    }

    [Fact]
    public async Task Two_experiments_are_compared()
    {
        var first = await EndedAsync(Sweep);
        var second = await EndedAsync(Sweep.Replace("[1, 2, 3]", "[1, 2]") + "\nseed: 3\n");

        var (code, output, error) = await RunAsync("dotnet", "run", Script("compare.cs"), "--", first, second);
        Assert.True(code == 0, error + output);
        Assert.Matches(@"(?m)^seed +0 +3$", output);
        Assert.Matches(@"(?m)^params\.steps\.grid +\[1,2,3\] +\[1,2\]$", output);
        Assert.Matches(@"(?m)^trials +3 completed +2 completed$", output);
        Assert.Matches(@"(?m)^best +value 0\.\d+ +value 0\.\d+$", output);
        Assert.DoesNotContain("params.seconds", output);
    }

    [Fact]
    public async Task Scripts_in_two_languages_share_the_trials_of_an_experiment()
    {
        var id = await Experiments.SubmitAsync(SpecYaml.Read(await File.ReadAllTextAsync(Script("branin.yaml"), Cancel), JobCatalog.Default), Cancel);
        var python = RunAsync("python3", Script("ask_tell.py"), id);
        var (code, output, error) = await RunAsync("dotnet", "run", Script("ask-tell.cs"), "--", id);
        var (pythonCode, pythonOutput, pythonError) = await python;

        Assert.True(code == 0 && pythonCode == 0, error + output + pythonError + pythonOutput);
        var trials = (await Experiments.TrialsAsync(id, new TrialQuery(), Cancel)).Items;
        Assert.Equal(40, trials.Count(trial => trial.State == TrialState.Completed && trial.Attempt == 1));
        Assert.Equal(40, (output + pythonOutput).Split('\n').Count(line => line.StartsWith("trial ")));
        Assert.Matches(@"\d+ trials ran here; best: trial \d+, ", output);
        Assert.EndsWith("the experiment has come to its end\n", pythonOutput);
        var best = trials.MinBy(trial => trial.Objective)!;
        Assert.InRange(best.Objective!.Value, 0.3979, 5);
    }

    [Fact]
    public async Task Results_are_exported()
    {
        var id = await EndedAsync(Sweep);

        var (code, output, error) = await RunAsync("dotnet", "run", Script("export-csv.cs"), "--", id, "out");
        Assert.True(code == 0, error + output);
        Assert.Equal(4, (await File.ReadAllLinesAsync(Path.Combine(_folder, "out", $"{id}-trials.csv"), Cancel)).Length);
        Assert.Equal(7, (await File.ReadAllLinesAsync(Path.Combine(_folder, "out", $"{id}-metrics.csv"), Cancel)).Length);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "out")).Length);
    }

    [Fact]
    public async Task Python_submits_follows_and_prints_the_best()
    {
        Need("python3");
        var (code, output, error) = await RunAsync("python3", Script("sweep.py"), "sweep.yaml");
        Assert.True(code == 0, error + output);
        Assert.Equal(3, output.Split('\n').Count(line => line.StartsWith("trial ") && line.Contains(" completed: {\"steps\":")));
        Assert.Contains("completed", output);
        Assert.Matches(@"(?m)^best: trial \d, value 0\.\d+$", output);

        (code, output, error) = await RunAsync("python3", Script("sweep.py"), "faulty.yaml");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("spec.params.seconds: -1 is not at least 0", error);
    }

    [Fact]
    public async Task Curl_submits_polls_and_downloads_the_weights()
    {
        Need("curl");
        Need("jq");
        var (code, output, error) = await RunAsync("bash", Script("sweep.sh"), "weights.yaml", "w.safetensors");
        Assert.True(code == 0, error + output);
        Assert.Contains("weights: w.safetensors", output);
        var stored = (await Experiments.ArtifactsAsync((await Experiments.ListAsync(new ExperimentQuery(), Cancel)).Items[0].Id, 1, Cancel)).Single(file => file.Name == "weights.safetensors");
        Assert.Equal(stored.Sha256, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(_folder, "w.safetensors"), Cancel))));

        (code, _, error) = await RunAsync("bash", Script("sweep.sh"), "faulty.yaml");
        Assert.Equal(1, code);
        Assert.Contains("spec.params.seconds: -1 is not at least 0", error);
    }

    [Fact]
    public async Task The_command_line_follows_a_run_on_the_server_and_writes_its_report_here()
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "actortrain.exe" : "actortrain");
        var (code, output, error) = await RunAsync(program, "run", "sweep.yaml", "--server", $"{_dashboard.Address}");
        Assert.True(code == 0, error + output);
        var id = (await Experiments.ListAsync(new ExperimentQuery(), Cancel)).Items.Single().Id;
        Assert.Contains($"experiment {id} completed: 3 completed", output);
        Assert.True(File.Exists(Path.Combine(_folder, "runs", id, "report.html")));

        (code, output, _) = await RunAsync(program, "show", "latest");
        Assert.Equal(0, code);
        Assert.Contains($"report: runs/{id}/report.html", output);
        (code, _, error) = await RunAsync(program, "cancel", id, "1");
        Assert.Equal(2, code);
        Assert.Contains("has come to its end", error);
        (code, _, error) = await RunAsync(program, "pause", "nonesuch");
        Assert.Equal((2, "error: there is no experiment 'nonesuch', nor one whose identifier begins so; 'actortrain list' shows all\n"), (code, error.ReplaceLineEndings("\n")));
    }

    private async Task<string> EndedAsync(string yaml)
    {
        var id = await Experiments.SubmitAsync(SpecYaml.Read(yaml, JobCatalog.Default), Cancel);
        await foreach (var _ in Experiments.WatchAsync(id, 0, Cancel))
        {
            // The stream ends with the experiment.
        }

        return id;
    }

    private Task<(int Code, string Output, string Error)> RunAsync(string program, params string[] args) => ScriptProcess.RunAsync(_folder, _dashboard.Address, program, args);
}
