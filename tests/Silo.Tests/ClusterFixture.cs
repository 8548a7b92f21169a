using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Silo.Tests;

/// <summary>Clusters over one store in a temporary folder, and what tests ask of them.</summary>
public abstract class ClusterFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-").FullName;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(120));
    private LocalCluster? _cluster;

    internal IExperiments Experiments => _cluster!.Experiments;

    protected string BlobFolder => Path.Combine(_folder, "experiments.files");

    /// <summary>Where the store is: a file, or a database.</summary>
    protected string StorePath { get; private set; } = "";

    /// <summary>Fails a test that waits for what does not come, long before the run's own limit.</summary>
    protected CancellationToken Patience => _patience.Token;

    public async ValueTask InitializeAsync() => StorePath = await NewStoreAsync(_folder);

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        _patience.Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task OpenAsync(JobCatalog jobs, int slots = 2, TimeSpan? drain = null, bool takeUp = false, TimeSpan? patience = null) => _cluster = await LocalCluster.StartAsync(
        new LocalClusterOptions { StorePath = StorePath, Files = BlobFolder, Slots = slots, Jobs = jobs, TakesUpUnfinished = takeUp, StorePatience = patience ?? TimeSpan.FromSeconds(30), DrainTimeout = drain ?? TimeSpan.FromSeconds(20) },
        TestContext.Current.CancellationToken);

    protected async Task CloseAsync()
    {
        if (_cluster is { } cluster)
        {
            _cluster = null;
            await cluster.DisposeAsync();
        }
    }

    /// <summary>Names a store that does not exist yet.</summary>
    protected virtual Task<string> NewStoreAsync(string folder) => Task.FromResult(Path.Combine(folder, "experiments.db"));

    protected static ExperimentSpec Grid(object parameters) => new()
    {
        Name = "A test",
        Job = "count",
        Parameters = JsonSerializer.SerializeToElement(parameters),
        Objective = new Objective { Metric = "value" },
    };

    /// <summary>Waits until the experiment has come to its end.</summary>
    internal async Task<ExperimentInfo> EndOf(string experiment)
    {
        await foreach (var _ in Experiments.WatchAsync(experiment, 0, Patience))
        {
            // Only the end of the stream matters.
        }

        return await Experiments.GetAsync(experiment, Patience);
    }

    /// <summary>Waits for the first event of a kind.</summary>
    internal async Task<T> First<T>(string experiment, Func<T, bool>? which = null)
        where T : ExperimentEvent
    {
        await foreach (var happened in Experiments.WatchAsync(experiment, 0, Patience))
        {
            if (happened is T wanted && (which is null || which(wanted)))
            {
                return wanted;
            }
        }

        throw new InvalidOperationException($"the experiment ended without the {typeof(T).Name} that the test waits for");
    }
}
