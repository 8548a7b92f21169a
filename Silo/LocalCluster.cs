using ActorTraining.Experiments;
using ActorTraining.Grains;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Trials;
using ActorTraining.Silo.Control;
using ActorTraining.Silo.Slots;
using ActorTraining.Silo.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Embedded;

namespace ActorTraining.Silo;

/// <summary>A cluster that is one process: the embedded runtime, slots on the processor, a SQLite store.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private const string SiloName = "local";

    private readonly SqliteStore _store;
    private readonly SlotPool _slots;
    private readonly ServiceProvider _services;
    private readonly TimeSpan _drainTimeout;
    private readonly bool _takesUpUnfinished;

    private LocalCluster(SqliteStore store, LocalClusterOptions options)
    {
        _store = store;
        _slots = new SlotPool(SiloName, options.Slots);
        _drainTimeout = options.DrainTimeout;
        _takesUpUnfinished = options.TakesUpUnfinished;
        _services = Services(options).BuildServiceProvider();
    }

    /// <summary>What it can do.</summary>
    public IExperiments Experiments => _services.GetRequiredService<GrainExperiments>();

    /// <summary>Opens the store and starts the silo. Experiments go on when they are submitted or resumed.</summary>
    /// <exception cref="StoreException">The store cannot be used; another process may be using it.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, CancellationToken cancel = default)
    {
        var cluster = new LocalCluster(SqliteStore.Open(options.StorePath), options);
        await cluster._services.GetRequiredService<EmbeddedSilo>().StartAsync(cancel);
        foreach (var service in cluster.BackgroundServices)
        {
            await service.StartAsync(cancel);
        }

        return cluster;
    }

    /// <summary>Looks at the experiments of a store, which another process may be writing to.</summary>
    /// <exception cref="StoreException">There is no store, or it cannot be used.</exception>
    public static IExperiments OpenReadOnly(string storePath) => new StoredExperiments(SqliteStore.OpenReadOnly(storePath), Blobs(storePath));

    /// <summary>The experiments that another process of this user runs, under its control.</summary>
    /// <exception cref="StoreException">There is no store, or it cannot be used.</exception>
    public static IExperiments Connect(string storePath) => new ControlledExperiments(storePath, SqliteStore.OpenReadOnly(storePath), Blobs(storePath));

    /// <summary>Takes running trials back to the queue, from where a later start goes on, and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        // First no more leases, then nothing runs, then nobody calls, then nothing is written.
        foreach (var service in BackgroundServices.Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _slots.DrainAsync(_drainTimeout);
        await _services.GetRequiredService<EmbeddedSilo>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _slots.Dispose();
        await _store.DisposeAsync();
    }

    private IEnumerable<IHostedService> BackgroundServices =>
    [
        _services.GetRequiredService<SlotHeart>(),
        _services.GetRequiredService<ControlServer>(),
        .. _takesUpUnfinished ? [_services.GetRequiredService<ExperimentSupervisor>()] : (IHostedService[])[],
    ];

    private IServiceCollection Services(LocalClusterOptions options) => new ServiceCollection()
        .AddLogging(logging => options.Logging?.Invoke(logging))
        .AddSingleton(TimeProvider.System)
        .AddSingleton(options.Jobs)
        .AddSingleton<IExperimentStore>(_store)
        .AddSingleton<IBlobStore>(Blobs(options.StorePath))
        .AddSingleton(_slots)
        .AddSingleton<ISlots>(_slots)
        .AddSingleton<SlotHeart>()
        .AddSingleton<ExperimentSupervisor>()
        .AddSingleton(provider => new ControlServer(options.StorePath, provider.GetRequiredService<GrainExperiments>(), provider.GetRequiredService<ILogger<ControlServer>>()))
        .AddSingleton<GrainExperiments>()
        .AddEmbeddedOrleans(silo =>
        {
            silo.SiloName = SiloName;
            silo.CollectionAge = TimeSpan.FromMinutes(1);
            silo.AddGrains(typeof(GrainExperiments).Assembly);
        });

    private static DirectoryBlobStore Blobs(string storePath) => new(Path.ChangeExtension(Path.GetFullPath(storePath), ".files"));
}
