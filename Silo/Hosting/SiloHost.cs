using ActorTraining.Experiments;
using ActorTraining.Grains.Blobs;
using ActorTraining.Silo.Devices;
using ActorTraining.Silo.Members;
using ActorTraining.Silo.Runtime;
using ActorTraining.Silo.Slots;
using ActorTraining.Silo.Stores;
using ActorTraining.Silo.Telemetry;
using ActorTraining.Silo.Web;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Torch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ActorTraining.Silo.Hosting;

/// <summary>A silo that is a process of its own, with slots, a web endpoint and its place in a cluster.</summary>
public sealed class SiloHost : IAsyncDisposable
{
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(30);

    private readonly SiloSettings _settings;
    private readonly OpenStore? _store;
    private readonly SlotPool _slots;
    private readonly HttpClient? _head;
    private readonly WebApplication _app;
    private readonly SiloTelemetry? _telemetry;
    private readonly SiloWork _work;
    private readonly Readiness _readiness = new();

    private SiloHost(SiloSettings settings, JobCatalog jobs, OpenStore? store)
    {
        (_settings, _store) = (settings, store);
        _slots = new SlotPool(settings.Name, settings.Devices.Count > 0 ? DeviceDiscovery.Complete(settings.Devices) : DeviceDiscovery.Find(Backends.OfThisBuild), settings.Labels);
        _head = settings.Join is { } join ? HeadAddress.Client(join, settings.Token) : null;
        _telemetry = SiloTelemetry.Start(settings.Otlp, settings.Cluster, _slots);
        _app = Build(jobs, store?.Blobs ?? (IBlobAccess)new HeadBlobAccess(_head!));
        _work = new SiloWork(_app.Services, commands: store is not null && !SiloRuntime.IsOrleans, takesUp: store is not null);
    }

    /// <summary>What it is and does, in a line.</summary>
    public string Description =>
        $"silo {_settings.Name} of cluster {_settings.Cluster}: {string.Join(", ", _slots.Devices.Select(Text))}; {(_settings.Join is { } head ? $"works for {head}" : $"store {_store!.Location.Identity}")}; listens on {Address}";

    /// <summary>The experiments of the cluster; null on a silo without a store.</summary>
    public IExperiments? Experiments => _app.Services.GetService<Grains.GrainExperiments>();

    /// <summary>Where it listens; the port is known here also where any was asked for.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts a silo.</summary>
    /// <exception cref="SiloSettingsException">It cannot be what the settings say, or the cluster does not take it.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    /// <exception cref="IOException">It cannot listen where it should.</exception>
    public static async Task<SiloHost> StartAsync(SiloSettings settings, JobCatalog jobs, CancellationToken cancel = default)
    {
        var store = settings.Join is null ? await OpenStore.OpenAsync(StoreLocation.Parse(settings.Store), settings.Files, StorePatience, SiloRuntime.ClaimFor(settings), cancel) : null;
        SiloHost? silo = null;
        try
        {
            await SiloRuntime.PrepareAsync(settings, cancel);
            silo = new SiloHost(settings, jobs, store);
            await silo._app.StartAsync(cancel);
            await SiloRuntime.JoinedAsync(silo._app.Services, silo._readiness, cancel);
            await silo._work.StartAsync(cancel);
            return silo;
        }
        catch
        {
            await Teardown.QuietlyAsync(silo ?? (IAsyncDisposable?)store);
            throw;
        }
    }

    /// <summary>Waits until the cluster does not want this silo any more.</summary>
    /// <exception cref="SiloSettingsException">That is so, and why.</exception>
    public async Task WaitUntilRefusedAsync(CancellationToken cancel)
    {
        var refusals = SiloRuntime.Refusals(_app.Services).Append(_app.Services.GetRequiredService<SlotHeart>().Refused);
        var why = await await Task.WhenAny(_store?.Claim is { } claim ? refusals.Append(claim.Lost) : refusals).WaitAsync(cancel);
        throw new SiloSettingsException(why);
    }

    /// <summary>Lets running trials save and leave, from where other silos go on, and stops.</summary>
    public ValueTask DisposeAsync()
    {
        _readiness.Draining();
        return Teardown.RunAsync(
            async () => await _work.StopAsync(_settings.DrainTimeout),
            async () => await _app.StopAsync(CancellationToken.None),
            _app.DisposeAsync,
            () =>
            {
                _slots.Dispose();
                _head?.Dispose();
                _telemetry?.Dispose();
                return ValueTask.CompletedTask;
            },
            () => _store?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static string Text(DeviceInfo device) => device.Kind == "cpu" ? $"cpu:{device.Shares}" : $"{device.Kind}:{device.Index}{(device.Shares > 1 ? $"*{device.Shares}" : "")} {device.Name}";

    private WebApplication Build(JobCatalog jobs, IBlobAccess blobs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(_settings.Listen.AbsoluteUri);
        builder.Logging.AddSiloLogging(_settings.JsonLog);
        builder.Services.AddRoutingCore().AddSingleton(_readiness).AddTrials(_slots, jobs, blobs);
        if (_store is not null)
        {
            builder.Services.AddCoordination(_store);
        }

        SiloRuntime.Add(builder, _settings);
        var app = builder.Build();
        app.UseWebSockets();
        app.MapHealth(_readiness);
        var trusted = app.MapGroup("").RequireToken(new AccessToken(_settings.Token));
        if (_store is not null)
        {
            trusted.MapBlobs(blobs);
        }

        SiloRuntime.Map(app, trusted, _settings);
        return app;
    }
}
