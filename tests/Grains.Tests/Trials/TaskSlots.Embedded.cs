using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Trials;

namespace ActorTraining.Grains.Tests.Trials;

/// <summary>Slots that run whatever comes, on the thread pool.</summary>
internal sealed class TaskSlots : ISlots
{
    public CancellationTokenSource Closes { get; } = new();

    /// <summary>Why nothing is taken; null where it is.</summary>
    public string? Refusal { get; set; }

    /// <summary>The work that was taken last.</summary>
    public SlotWork? Work { get; private set; }

    public string Silo => "here";

    public CancellationToken Closing => Closes.Token;

    public SlotStart TryRun(IReadOnlyList<string> slots, SlotWork work)
    {
        if (Refusal is not null)
        {
            return new SlotStart(null, Refusal);
        }

        Work = work;
        return new SlotStart(Task.Run(work.Body), null);
    }

    /// <summary>What they tell of themselves.</summary>
    public IReadOnlyList<SlotStatus> Told { get; set; } = [];

    public IReadOnlyList<SlotStatus> Status() => Told;
}
