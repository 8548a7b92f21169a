using ActorTraining.Grains.Placement;
using ActorTraining.Grains.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace ActorTraining.Grains.Tests.Hosting;

/// <summary>Hosts grains for tests on Microsoft Orleans: two silos and a client of their own, so that every message really travels.</summary>
public sealed class GrainHost : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public GrainHost()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureHost(host => host.Services.AddSerializer(serializer => serializer.AddActorTrainingSerializer()));
        builder.ConfigureSilo((_, silo) =>
        {
            GrainServices.Add(silo.Services);
            silo.AddPlacementDirector<SlotPlacement, SlotPlacementDirector>();
        });
        _cluster = builder.Build();
    }

    /// <summary>The grains, as a client sees them.</summary>
    public IGrainFactory Grains => _cluster.Client;

    /// <summary>What the client consists of.</summary>
    internal IServiceProvider ClientServices => _cluster.Client.ServiceProvider;

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
