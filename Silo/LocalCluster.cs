using ActorTraining.Experiments;
using ActorTraining.Grains;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Trials;
using ActorTraining.Silo.Slots;
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

    private LocalCluster(SqliteStore store, LocalClusterOptions options)
    {
        _store = store;
        _slots = new SlotPool(SiloName, options.Slots);
        _drainTimeout = options.DrainTimeout;
        _services = Services(options).BuildServiceProvider();
    }

    /// <summary>What it can do.</summary>
    public IExperiments Experiments => _services.GetRequiredService<GrainExperiments>();

    /// <summary>Opens the store and starts the silo. Experiments go on when they are submitted or resumed.</summary>
    /// <exception cref="StoreException">The store cannot be used; another process may be using it.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Slots, 1);
        var cluster = new LocalCluster(SqliteStore.Open(options.StorePath), options);
        await cluster._services.GetRequiredService<EmbeddedSilo>().StartAsync(cancel);
        await cluster._services.GetRequiredService<SlotHeart>().StartAsync(cancel);
        return cluster;
    }

    /// <summary>Looks at the experiments of a store, which another process may be writing to.</summary>
    /// <exception cref="StoreException">There is no store, or it cannot be used.</exception>
    public static IExperiments OpenReadOnly(string storePath) => new StoredExperiments(SqliteStore.OpenReadOnly(storePath), Blobs(storePath));

    /// <summary>Takes running trials back to the queue, from where a later start goes on, and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        // First no more leases, then nothing runs, then nobody calls, then nothing is written.
        await _services.GetRequiredService<SlotHeart>().StopAsync(CancellationToken.None);
        await _slots.DrainAsync(_drainTimeout);
        await _services.GetRequiredService<EmbeddedSilo>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _slots.Dispose();
        await _store.DisposeAsync();
    }

    private IServiceCollection Services(LocalClusterOptions options) => new ServiceCollection()
        .AddLogging(logging => options.Logging?.Invoke(logging))
        .AddSingleton(TimeProvider.System)
        .AddSingleton(options.Jobs)
        .AddSingleton<IExperimentStore>(_store)
        .AddSingleton<IBlobStore>(Blobs(options.StorePath))
        .AddSingleton(_slots)
        .AddSingleton<ISlots>(_slots)
        .AddSingleton<SlotHeart>()
        .AddSingleton<GrainExperiments>()
        .AddEmbeddedOrleans(silo =>
        {
            silo.SiloName = SiloName;
            silo.CollectionAge = TimeSpan.FromMinutes(1);
            silo.AddGrains(typeof(GrainExperiments).Assembly);
        });

    private static DirectoryBlobStore Blobs(string storePath) => new(Path.ChangeExtension(Path.GetFullPath(storePath), ".files"));
}
