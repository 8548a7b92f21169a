using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Hosting;

namespace ActorTraining.WebUI.Tests;

/// <summary>A dashboard in this process on a free port, over a store of its own.</summary>
public sealed class TestDashboard : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-").FullName;
    private Dashboard? _dashboard;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The experiments that it shows.</summary>
    public IExperiments Experiments => _dashboard!.Experiments;

    public static async Task<TestDashboard> StartAsync(Func<DashboardSettings, DashboardSettings>? with = null)
    {
        var test = new TestDashboard();
        var settings = new DashboardSettings { Store = Path.Combine(test._folder, "experiments.db"), Slots = 2, Listen = new Uri("http://127.0.0.1:0") };
        test._dashboard = await Dashboard.StartAsync(with?.Invoke(settings) ?? settings, JobCatalog.Default);
        test.Url = test._dashboard.Address.ToString().TrimEnd('/');
        return test;
    }

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

    public async ValueTask DisposeAsync()
    {
        await (_dashboard?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }
}
