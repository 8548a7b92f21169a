using System.Collections.Frozen;
using System.Globalization;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Trials;

namespace ActorTraining.Silo.Slots;

/// <summary>The slots of this silo.</summary>
public sealed class SlotPool : ISlots, IDisposable
{
    private readonly Slot[] _slots;
    private readonly FrozenDictionary<string, Slot> _byName;

    /// <summary>Opens slots on the processor.</summary>
    /// <param name="silo">The silo's name.</param>
    /// <param name="cpu">How many, at least 1.</param>
    public SlotPool(string silo, int cpu)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cpu, 1);
        Silo = silo;
        _slots = [.. Enumerable.Range(0, cpu).Select(i => new Slot(string.Create(CultureInfo.InvariantCulture, $"cpu:{i}"), "cpu"))];
        _byName = _slots.ToFrozenDictionary(slot => slot.Name, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Silo { get; }

    /// <inheritdoc/>
    public Task? TryRun(string slot, SlotWork work) => _byName.TryGetValue(slot, out var found) ? found.TryRun(work) : null;

    /// <inheritdoc/>
    public IReadOnlyList<SlotStatus> Status() => [.. _slots.Select(slot => slot.Status)];

    /// <summary>Asks everything that runs to leave at its next step, and waits for it.</summary>
    /// <returns>Whether all slots became idle in time.</returns>
    public async Task<bool> DrainAsync(TimeSpan most)
    {
        foreach (var slot in _slots)
        {
            slot.Close();
            slot.Work?.Leave(StopReason.Yield);
        }

        var idle = Task.WhenAll(_slots.Select(slot => slot.Idle));
        return await Task.WhenAny(idle, Task.Delay(most)) == idle;
    }

    /// <summary>Closes the slots; call <see cref="DrainAsync"/> before. A job that does not leave keeps its thread until the process ends.</summary>
    public void Dispose()
    {
        foreach (var slot in _slots.Where(slot => slot.Work is null))
        {
            slot.Dispose();
        }
    }
}
