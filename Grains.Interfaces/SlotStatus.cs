using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>A slot as its silo sees it.</summary>
/// <param name="Slot">Its name, for example <c>cpu:0</c>.</param>
/// <param name="Device">The kind of device.</param>
/// <param name="Lease">The lease under which it works; null when it is idle.</param>
/// <param name="Experiment">The experiment that it works for.</param>
/// <param name="Trial">The trial that it runs.</param>
[Immutable]
public sealed record SlotStatus(string Slot, string Device, Guid? Lease, string? Experiment, int? Trial);
