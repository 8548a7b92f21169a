using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Hosting;
using Microsoft.AspNetCore.Http;

namespace ActorTraining.WebUI.Tests;

/// <summary>A dashboard in this process on a free port, over a store of its own.</summary>
public sealed class TestDashboard : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-").FullName;
    private DashboardSettings? _settings;
    private Dashboard? _dashboard;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The experiments that it shows.</summary>
    public IExperiments Experiments => _dashboard!.Experiments;

    public static async Task<TestDashboard> StartAsync(Func<DashboardSettings, DashboardSettings>? with = null)
    {
        var test = new TestDashboard();
        var settings = new DashboardSettings { Store = Path.Combine(test._folder, "experiments.db"), Slots = 2, Listen = new Uri("http://127.0.0.1:0") };
        test._settings = with?.Invoke(settings) ?? settings;
        await test.RestartAsync();
        return test;
    }

    /// <summary>The folder of its store, its tokens and its audit log.</summary>
    public string Folder => _folder;

    /// <summary>Stops it where it runs, and starts it again with the same store, on another port where any was asked for.</summary>
    public async Task RestartAsync()
    {
        await (_dashboard?.DisposeAsync() ?? ValueTask.CompletedTask);
        _dashboard = null;
        _dashboard = await Dashboard.StartAsync(_settings!, JobCatalog.Default);
        Url = _dashboard.Address.ToString().TrimEnd('/');
    }

    /// <summary>What can be asked of it.</summary>
    public IReadOnlyList<Endpoint> Endpoints => _dashboard!.Endpoints;

    /// <summary>Submits a spec in YAML and gives its identifier.</summary>
    public Task<string> SubmitAsync(string yaml) => Experiments.SubmitAsync(SpecYaml.Read(yaml, JobCatalog.Default));

    /// <summary>Waits until an experiment has come to its end.</summary>
    public async Task<ExperimentInfo> EndAsync(string experiment)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await foreach (var _ in Experiments.WatchAsync(experiment, 0, patience.Token))
        {
            // The stream ends with the experiment.
        }

        return await Experiments.GetAsync(experiment, patience.Token);
    }

    /// <summary>Waits until an experiment is as it is waited for.</summary>
    public async Task UntilAsync(string experiment, Func<ExperimentInfo, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await foreach (var _ in Experiments.WatchAsync(experiment, 0, patience.Token))
        {
            if (isSo(await Experiments.GetAsync(experiment, patience.Token)))
            {
                return;
            }
        }

        throw new InvalidOperationException($"'{experiment}' has ended without");
    }

    /// <summary>Waits until the first trial of an experiment is as it is waited for.</summary>
    public async Task UntilTrialAsync(string experiment, Func<TrialInfo, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await foreach (var _ in Experiments.WatchAsync(experiment, 0, patience.Token))
        {
            if ((await Experiments.TrialsAsync(experiment, new TrialQuery { Limit = 1 }, patience.Token)).Items is [var first] && isSo(first))
            {
                return;
            }
        }

        throw new InvalidOperationException($"'{experiment}' has ended without");
    }

    public async ValueTask DisposeAsync()
    {
        await (_dashboard?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }
}
