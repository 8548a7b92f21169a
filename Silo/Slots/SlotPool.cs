using System.Collections.Concurrent;
using System.Collections.Frozen;
using ActorTraining.Experiments;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Trials;

namespace ActorTraining.Silo.Slots;

/// <summary>The slots of this silo.</summary>
public sealed class SlotPool : ISlots, IDisposable
{
    private readonly Slot[] _slots;
    private readonly ConcurrentDictionary<SlotWork, Task> _unsettled = new();
    private readonly FrozenDictionary<string, Slot> _byName;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _starting = new();
    private volatile IReadOnlyList<DeviceInfo> _devices;

    /// <summary>Opens the slots of devices.</summary>
    /// <param name="silo">The silo's name.</param>
    /// <param name="devices">The devices; none for a silo that runs no trials.</param>
    /// <param name="labels">What experiments can ask for; null for no labels.</param>
    public SlotPool(string silo, IReadOnlyList<DeviceSpec> devices, IReadOnlyDictionary<string, string>? labels = null)
    {
        (Silo, Labels, Closing) = (silo, labels ?? FrozenDictionary<string, string>.Empty, _closing.Token);
        _devices = [.. devices.Select(device => device.Info)];
        _slots = [.. devices.SelectMany(device => device.Slots.Select(name => new Slot(name, device)))];
        _byName = _slots.ToFrozenDictionary(slot => slot.Name, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Silo { get; }

    /// <summary>The silo's labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>The silo's devices, the GPUs with their load where it is known.</summary>
    public IReadOnlyList<DeviceInfo> Devices => _devices;

    /// <inheritdoc/>
    public CancellationToken Closing { get; }

    /// <inheritdoc/>
    public SlotStart TryRun(IReadOnlyList<string> slots, SlotWork work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_starting)
        {
            if (WhyNot(slots) is { } refusal)
            {
                return new SlotStart(null, refusal);
            }

            // Before it starts, so that a drain misses none.
            _unsettled[work] = work.Settled;
            var others = slots.Skip(1).Select(name => _byName[name]).ToList();
            others.ForEach(slot => slot.Reserve(work));
            _byName[slots[0]].Start(work, () =>
            {
                others.ForEach(slot => slot.Release());
                done.SetResult();
            });
        }

        work.Settled.ContinueWith(_ => _unsettled.TryRemove(work, out Task? _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return new SlotStart(done.Task, null);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SlotStatus> Status() => [.. _slots.Select(slot => slot.Status)];

    /// <summary>Notes how busy a GPU is.</summary>
    internal void Note(int gpu, DeviceLoad load) =>
        _devices = [.. _devices.Select(device => device.Kind == "cuda" && device.Index == gpu ? device with { Load = load } : device)];

    /// <summary>Takes no more work, asks everything that runs to leave at its next step, and waits until that is known to the coordinators.</summary>
    /// <returns>Whether all of it came to its end in time.</returns>
    public async Task<bool> DrainAsync(TimeSpan most)
    {
        lock (_starting)
        {
            _closing.Cancel();
        }

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

        _closing.Dispose();
    }

    private string? WhyNot(IReadOnlyList<string> names)
    {
        if (_closing.IsCancellationRequested)
        {
            return $"the silo {Silo} is about to stop";
        }

        foreach (var name in names)
        {
            if (!_byName.TryGetValue(name, out var slot))
            {
                return $"the silo {Silo} has no slot {name}";
            }

            if (slot.Work is { } other)
            {
                return $"the slot {name} of the silo {Silo} is taken by trial {other.Trial} of '{other.Experiment}'";
            }
        }

        return null;
    }
}
