using ActorTraining.Experiments;
using ActorTraining.Grains;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Trials;
using ActorTraining.Silo.Control;
using ActorTraining.Silo.Slots;
using ActorTraining.Silo.Stores;
using ActorTraining.Silo.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Embedded;

namespace ActorTraining.Silo;

/// <summary>A cluster that is one process: the embedded runtime, slots on the processor, a store in a file or a database.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private const string SiloName = "local";

    private readonly RelationalStore _store;
    private readonly HeadLock? _headLock;
    private readonly IBlobStore _blobs;
    private readonly SlotPool _slots;
    private readonly ServiceProvider _services;
    private readonly TimeSpan _drainTimeout;
    private readonly bool _takesUpUnfinished;

    private LocalCluster(StoreLocation location, HeadLock? headLock, RelationalStore store, IBlobStore blobs, LocalClusterOptions options)
    {
        (_headLock, _store, _blobs) = (headLock, store, blobs);
        _slots = new SlotPool(SiloName, options.Slots == 0 ? [] : [DeviceSpec.Cpu(options.Slots)]);
        _drainTimeout = options.DrainTimeout;
        _takesUpUnfinished = options.TakesUpUnfinished;
        _services = Services(location, options).BuildServiceProvider();
    }

    /// <summary>What it can do.</summary>
    public IExperiments Experiments => _services.GetRequiredService<GrainExperiments>();

    /// <summary>Opens the store and starts the silo. Experiments go on when they are submitted or resumed.</summary>
    /// <exception cref="StoreException">The store cannot be used; another process may be using it.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, CancellationToken cancel = default)
    {
        var location = StoreLocation.Parse(options.StorePath);
        var headLock = location.ConnectionString is null ? null : await HeadLock.TakeAsync(location, cancel);
        var cluster = await CreateAsync(location, headLock, options);
        try
        {
            await cluster._services.GetRequiredService<EmbeddedSilo>().StartAsync(cancel);
            foreach (var service in cluster.BackgroundServices)
            {
                await service.StartAsync(cancel);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks at the experiments of a store, which another process may be writing to.</summary>
    /// <exception cref="StoreException">There is no store, or it cannot be used.</exception>
    public static IExperiments OpenReadOnly(string storePath, string? files = null)
    {
        var location = StoreLocation.Parse(storePath);
        var store = location.OpenReadOnly();
        return new StoredExperiments(store, BlobLocation.Open(files, location, store));
    }

    /// <summary>The experiments that another process of this user runs, under its control.</summary>
    /// <exception cref="StoreException">There is no store, or it cannot be used.</exception>
    public static IExperiments Connect(string storePath, string? files = null)
    {
        var location = StoreLocation.Parse(storePath);
        var store = location.OpenReadOnly();
        return new ControlledExperiments(location.Identity, store, BlobLocation.Open(files, location, store));
    }

    /// <summary>Takes running trials back to the queue, from where a later start goes on, and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        // First no more leases, then nothing runs, then nobody calls, then nothing is written.
        var heart = _services.GetRequiredService<SlotHeart>();
        await heart.AnnounceDrainAsync();
        foreach (var service in BackgroundServices.Reverse().Where(service => service != heart))
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _slots.DrainAsync(_drainTimeout);
        await heart.StopAsync(CancellationToken.None);
        await _services.GetRequiredService<EmbeddedSilo>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _slots.Dispose();
        await _store.DisposeAsync();
        if (_headLock is not null)
        {
            await _headLock.DisposeAsync();
        }
    }

    // What was opened is closed again where the next step fails: a lock that is kept would turn the next start away.
    private static async Task<LocalCluster> CreateAsync(StoreLocation location, HeadLock? headLock, LocalClusterOptions options)
    {
        RelationalStore? store = null;
        try
        {
            store = location.Open(new StoreOptions { WritePatience = options.StorePatience });
            return new LocalCluster(location, headLock, store, BlobLocation.Open(options.Files, location, store), options);
        }
        catch
        {
            if (store is not null)
            {
                await store.DisposeAsync();
            }

            if (headLock is not null)
            {
                await headLock.DisposeAsync();
            }

            throw;
        }
    }

    private IEnumerable<IHostedService> BackgroundServices =>
    [
        _services.GetRequiredService<SlotHeart>(),
        _services.GetRequiredService<ControlServer>(),
        .. _takesUpUnfinished ? [_services.GetRequiredService<ExperimentSupervisor>(), _services.GetRequiredService<BlobCollector>()] : (IHostedService[])[],
    ];

    private IServiceCollection Services(StoreLocation location, LocalClusterOptions options) => new ServiceCollection()
        .AddLogging(logging => options.Logging?.Invoke(logging))
        .AddSingleton(TimeProvider.System)
        .AddSingleton(options.Jobs)
        .AddSingleton<IExperimentStore>(_store)
        .AddSingleton(_blobs)
        .AddSingleton<BlobGarbage>()
        .AddSingleton<BlobCollector>()
        .AddSingleton(_slots)
        .AddSingleton<ISlots>(_slots)
        .AddSingleton<SlotHeart>()
        .AddSingleton<ExperimentSupervisor>()
        .AddSingleton(provider => new ControlServer(location.Identity, provider.GetRequiredService<GrainExperiments>(), provider.GetRequiredService<ILogger<ControlServer>>()))
        .AddSingleton<GrainExperiments>()
        .AddEmbeddedOrleans(silo =>
        {
            silo.SiloName = SiloName;
            // A report waits for the store, which bears with its database for half a minute.
            silo.ResponseTimeout = TimeSpan.FromSeconds(90);
            silo.CollectionAge = TimeSpan.FromMinutes(1);
            silo.AddGrains(typeof(GrainExperiments).Assembly);
        });
}
