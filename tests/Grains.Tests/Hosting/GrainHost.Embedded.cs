using ActorTraining.Grains.Placement;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Embedded;
using Orleans.Hosting;

namespace ActorTraining.Grains.Tests.Hosting;

/// <summary>Hosts grains for tests on the embedded runtime.</summary>
public sealed class GrainHost : IAsyncLifetime
{
    private readonly ServiceProvider _services;

    public GrainHost()
    {
        var services = new ServiceCollection();
        GrainServices.Add(services);
        services.AddEmbeddedOrleans(options => options.AddGrains(typeof(GrainExperiments).Assembly).AddGrain<FaultGrain>().AddGrain<MessageGrain>());
        services.AddPlacementDirector<SlotPlacement, SlotPlacementDirector>();
        _services = services.BuildServiceProvider();
    }

    /// <summary>The grains, as a client sees them.</summary>
    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    public async ValueTask InitializeAsync() => await _services.GetRequiredService<EmbeddedSilo>().StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<EmbeddedSilo>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
