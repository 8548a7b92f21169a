using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Trials;

/// <summary>The slots of the silo that a grain lives on. Each has a thread of its own, so that a job never holds up the actors.</summary>
public interface ISlots
{
    /// <summary>The silo's name.</summary>
    string Silo { get; }

    /// <summary>Runs work on a slot.</summary>
    /// <param name="slot">The slot's name.</param>
    /// <param name="work">What to run.</param>
    /// <returns>Completes without an error when the work has returned or thrown and the slot is free again; null when the slot is busy, unknown or about to close.</returns>
    Task? TryRun(string slot, SlotWork work);

    /// <summary>Every slot and what it does.</summary>
    IReadOnlyList<SlotStatus> Status();
}
