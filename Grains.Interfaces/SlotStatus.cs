using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>A slot as its silo sees it.</summary>
/// <param name="Slot">Its name, for example <c>cpu:0</c> or <c>cuda:0/1</c>.</param>
/// <param name="Device">The kind of device.</param>
/// <param name="Index">Which device of that kind; slots of the same one compute on the same device.</param>
/// <param name="Memory">Its share of the device's memory in bytes; 0 where that is not known.</param>
/// <param name="Lease">The lease under which it works or is kept; null when it is idle.</param>
/// <param name="Experiment">The experiment that it works for.</param>
/// <param name="Trial">The trial that runs on it, or that it is kept for.</param>
/// <param name="Reserved">Whether it is only kept for a trial that runs on another slot.</param>
[Immutable]
public sealed record SlotStatus(string Slot, string Device, int Index, long Memory, Guid? Lease, string? Experiment, int? Trial, bool Reserved = false);
