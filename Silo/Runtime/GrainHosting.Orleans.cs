using ActorTraining.Grains.Placement;
using ActorTraining.Grains.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Serialization;

namespace ActorTraining.Silo.Runtime;

/// <summary>What every silo of Microsoft Orleans has in common, be it alone or one of many.</summary>
internal static class GrainHosting
{
    /// <summary>Sets the silo's name, its times and how messages are written.</summary>
    public static ISiloBuilder ConfigureGrains(this ISiloBuilder orleans, string silo)
    {
        orleans.Services.AddSerializer(serializer => serializer.AddActorTrainingSerializer());
        return orleans
            .AddPlacementDirector<SlotPlacement, SlotPlacementDirector>()
            .Configure<SiloOptions>(options => options.SiloName = silo)
            .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = GrainTimes.Response)
            .Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = GrainTimes.Collection;
                options.CollectionQuantum = GrainTimes.Collection / 2;
            });
    }
}
