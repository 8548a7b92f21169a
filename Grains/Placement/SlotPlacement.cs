using Orleans;
using Orleans.Runtime;

namespace ActorTraining.Grains.Placement;

/// <summary>Places a grain on the silo whose slot it uses; see <see cref="SlotPlacementDirector"/>.</summary>
[Serializable, GenerateSerializer, Immutable, SuppressReferenceTracking]
public sealed class SlotPlacement : PlacementStrategy
{
    internal static SlotPlacement Singleton { get; } = new();
}
