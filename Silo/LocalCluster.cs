using ActorTraining.Experiments;
using ActorTraining.Grains;
using ActorTraining.Silo.Devices;
using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Runtime;
using ActorTraining.Silo.Slots;
using ActorTraining.Silo.Stores;
using ActorTraining.Training.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace ActorTraining.Silo;

/// <summary>A cluster that is one process: slots on the processor and one for each GPU, a store in a file or a database.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private const string SiloName = "local";

    private readonly OpenStore _store;
    private readonly SlotPool _slots;
    private readonly LocalRuntime _runtime;
    private readonly TimeSpan _drainTimeout;
    private readonly SiloWork _work;

    private LocalCluster(OpenStore store, LocalClusterOptions options)
    {
        _store = store;
        _slots = new SlotPool(SiloName, options.Slots == 0 ? [] : [DeviceSpec.Cpu(options.Slots), .. DeviceDiscovery.Gpus(Backends.OfThisBuild)]);
        _drainTimeout = options.DrainTimeout;
        _runtime = LocalRuntime.Create(SiloName, services => services
            .AddLogging(logging => options.Logging?.Invoke(logging))
            .AddTrials(_slots, options.Jobs, store.Blobs)
            .AddSingleton<ISpecRule>(new LocalDeviceRule(_slots.Devices, options.Jobs, Backends.OfThisBuild))
            .AddCoordination(store));
        _work = new SiloWork(_runtime.Services, commands: true, options.TakesUpUnfinished);
    }

    /// <summary>What it can do.</summary>
    public IExperiments Experiments => _runtime.Services.GetRequiredService<GrainExperiments>();

    /// <summary>How experiments are submitted by those who may have to ask again.</summary>
    public ISubmissions Submissions => _runtime.Services.GetRequiredService<GrainExperiments>();

    /// <summary>Completes, with the reason, when another process has taken the store while its database was away; this one should stop then.</summary>
    public Task<string> Lost => _store.Claim?.Lost ?? new TaskCompletionSource<string>().Task;

    /// <summary>Opens the store and starts the silo. Experiments go on when they are submitted or resumed.</summary>
    /// <exception cref="StoreException">The store cannot be used; another process may be using it.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, CancellationToken cancel = default)
    {
        var store = await OpenStore.OpenAsync(StoreLocation.Parse(options.StorePath), options.Files, options.StorePatience, StoreClaim.ForHeadAsync, cancel);
        var cluster = new LocalCluster(store, options);
        try
        {
            await cluster._runtime.StartAsync(cancel);
            await cluster._work.StartAsync(cancel);
            return cluster;
        }
        catch
        {
            await Teardown.QuietlyAsync(cluster);
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

    /// <summary>Takes running trials back to the queue, from where a later start goes on, and closes the store.</summary>
    public ValueTask DisposeAsync() =>
        // First nothing runs, then nobody calls, then nothing is written.
        Teardown.RunAsync(
            async () => await _work.StopAsync(_drainTimeout),
            async () => await _runtime.StopAsync(),
            _runtime.DisposeAsync,
            () =>
            {
                _slots.Dispose();
                return ValueTask.CompletedTask;
            },
            _store.DisposeAsync);
}
