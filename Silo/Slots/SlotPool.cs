using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Trials;

namespace ActorTraining.Silo.Slots;

/// <summary>The slots of this silo.</summary>
public sealed class SlotPool : ISlots, IDisposable
{
    private readonly Slot[] _slots;
    private readonly ConcurrentDictionary<SlotWork, Task> _unsettled = new();
    private readonly FrozenDictionary<string, Slot> _byName;

    /// <summary>Opens slots on the processor.</summary>
    /// <param name="silo">The silo's name.</param>
    /// <param name="cpu">How many, at least 0.</param>
    public SlotPool(string silo, int cpu)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cpu);
        Silo = silo;
        _slots = [.. Enumerable.Range(0, cpu).Select(i => new Slot(string.Create(CultureInfo.InvariantCulture, $"cpu:{i}"), "cpu"))];
        _byName = _slots.ToFrozenDictionary(slot => slot.Name, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Silo { get; }

    /// <inheritdoc/>
    public Task? TryRun(string slot, SlotWork work)
    {
        if (!_byName.TryGetValue(slot, out var found))
        {
            return null;
        }

        // Before it starts, so that a drain misses none.
        _unsettled[work] = work.Settled;
        if (found.TryRun(work) is not { } done)
        {
            _unsettled.TryRemove(work, out _);
            return null;
        }

        work.Settled.ContinueWith(_ => _unsettled.TryRemove(work, out Task? _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return done;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SlotStatus> Status() => [.. _slots.Select(slot => slot.Status)];

    /// <summary>Takes no more work, asks everything that runs to leave at its next step, and waits until that is known to the coordinators.</summary>
    /// <returns>Whether all of it came to its end in time.</returns>
    public async Task<bool> DrainAsync(TimeSpan most)
    {
        foreach (var slot in _slots)
        {
            slot.Close();
            slot.Work?.Leave();
        }

        var settled = Task.WhenAll(_unsettled.Values);
        return await Task.WhenAny(settled, Task.Delay(most)) == settled;
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
