using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Trials;

namespace ActorTraining.Grains.Tests.Coordination;

/// <summary>A silo that has a name and no slots.</summary>
internal sealed class IdleSlots(string silo) : ISlots
{
    public string Silo => silo;

    public CancellationToken Closing => CancellationToken.None;

    public SlotStart TryRun(IReadOnlyList<string> slots, SlotWork work) => new(null, "there are no slots");

    public IReadOnlyList<SlotStatus> Status() => [];
}
