using Orleans.Placement;

namespace ActorTraining.Grains.Placement;

/// <summary>Grains of this class run where their slot is: callers say where with <see cref="SlotHint"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SlotPlacementAttribute() : PlacementAttribute(SlotPlacement.Singleton);
