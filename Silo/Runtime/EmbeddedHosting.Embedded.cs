using ActorTraining.Grains.Placement;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;
using Orleans.Hosting;

namespace ActorTraining.Silo.Runtime;

/// <summary>What every silo of the embedded runtime has in common, be it alone, a head or a member.</summary>
internal static class EmbeddedHosting
{
    /// <summary>Adds a silo with the grains of this project.</summary>
    /// <param name="services">Receives the silo.</param>
    /// <param name="silo">Its name.</param>
    /// <param name="cluster">The cluster's name.</param>
    public static void AddGrains(this IServiceCollection services, string silo, string cluster)
    {
        services.AddEmbeddedOrleans(options =>
        {
            (options.SiloName, options.ClusterId) = (silo, cluster);
            options.ResponseTimeout = GrainTimes.Response;
            options.CollectionAge = GrainTimes.Collection;
            options.AddGrains(typeof(Grains.GrainExperiments).Assembly);
        });
        services.AddPlacementDirector<SlotPlacement, SlotPlacementDirector>();
    }
}
