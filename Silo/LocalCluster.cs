using ActorTraining.Experiments;
using ActorTraining.Grains;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Trials;
using ActorTraining.Silo.Control;
using ActorTraining.Silo.Runtime;
using ActorTraining.Silo.Slots;
using ActorTraining.Silo.Stores;
using ActorTraining.Silo.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorTraining.Silo;

/// <summary>A cluster that is one process: slots on the processor, a store in a file or a database.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private const string SiloName = "local";

    private readonly RelationalStore _store;
    private readonly StoreClaim? _claim;
    private readonly IBlobStore _blobs;
    private readonly SlotPool _slots;
    private readonly LocalRuntime _runtime;
    private readonly TimeSpan _drainTimeout;
    private readonly bool _takesUpUnfinished;

    private LocalCluster(StoreLocation location, StoreClaim? claim, RelationalStore store, IBlobStore blobs, LocalClusterOptions options)
    {
        (_claim, _store, _blobs) = (claim, store, blobs);
        _slots = new SlotPool(SiloName, options.Slots);
        _drainTimeout = options.DrainTimeout;
        _takesUpUnfinished = options.TakesUpUnfinished;
        _runtime = LocalRuntime.Create(SiloName, services => AddServices(services, location, options));
    }

    /// <summary>What it can do.</summary>
    public IExperiments Experiments => Services.GetRequiredService<GrainExperiments>();

    /// <summary>Opens the store and starts the silo. Experiments go on when they are submitted or resumed.</summary>
    /// <exception cref="StoreException">The store cannot be used; another process may be using it.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, CancellationToken cancel = default)
    {
        var location = StoreLocation.Parse(options.StorePath);
        var claim = location.ConnectionString is null ? null : await StoreClaim.ForHeadAsync(location, cancel);
        var cluster = await CreateAsync(location, claim, options);
        try
        {
            await cluster._runtime.StartAsync(cancel);
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
        foreach (var service in BackgroundServices.Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _slots.DrainAsync(_drainTimeout);
        await _runtime.StopAsync();
        await _runtime.DisposeAsync();
        _slots.Dispose();
        await _store.DisposeAsync();
        if (_claim is not null)
        {
            await _claim.DisposeAsync();
        }
    }

    // What was opened is closed again where the next step fails: a lock that is kept would turn the next start away.
    private static async Task<LocalCluster> CreateAsync(StoreLocation location, StoreClaim? claim, LocalClusterOptions options)
    {
        RelationalStore? store = null;
        try
        {
            store = location.Open(new StoreOptions { WritePatience = options.StorePatience });
            return new LocalCluster(location, claim, store, BlobLocation.Open(options.Files, location, store), options);
        }
        catch
        {
            if (store is not null)
            {
                await store.DisposeAsync();
            }

            if (claim is not null)
            {
                await claim.DisposeAsync();
            }

            throw;
        }
    }

    private IServiceProvider Services => _runtime.Services;

    private IEnumerable<IHostedService> BackgroundServices =>
    [
        Services.GetRequiredService<SlotHeart>(),
        Services.GetRequiredService<ControlServer>(),
        .. _takesUpUnfinished ? [Services.GetRequiredService<ExperimentSupervisor>(), Services.GetRequiredService<BlobCollector>()] : (IHostedService[])[],
    ];

    private void AddServices(IServiceCollection services, StoreLocation location, LocalClusterOptions options) => services
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
        .AddSingleton<GrainExperiments>();
}
