namespace ActorTraining.Grains.Cluster;

/// <summary>Slots for one trial.</summary>
/// <param name="Demand">Whose trial.</param>
/// <param name="Slots">The slots, all of one silo, the first of them to run on.</param>
internal sealed record Share(Demand Demand, IReadOnlyList<BoardSlot> Slots);
