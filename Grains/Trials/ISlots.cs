using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Trials;

/// <summary>The slots of the silo that a grain lives on. Each has a thread of its own, so that a job never holds up the actors.</summary>
public interface ISlots
{
    /// <summary>The silo's name.</summary>
    string Silo { get; }

    /// <summary>Cancelled when the silo is about to stop and takes no more work.</summary>
    CancellationToken Closing { get; }

    /// <summary>Runs work on the first of some slots and keeps the others for it until it has ended.</summary>
    /// <param name="slots">The names of the slots, at least one.</param>
    /// <param name="work">What to run.</param>
    SlotStart TryRun(IReadOnlyList<string> slots, SlotWork work);

    /// <summary>Every slot and what it does.</summary>
    IReadOnlyList<SlotStatus> Status();
}
