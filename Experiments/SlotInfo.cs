namespace ActorTraining.Experiments;

/// <summary>One slot: a place where one trial at a time runs.</summary>
/// <param name="Name">For example <c>cpu:0</c>, or <c>cuda:0/1</c> for the second share of a device.</param>
/// <param name="Device">The kind of device, for example <c>cpu</c>.</param>
/// <param name="State">What it does.</param>
/// <param name="Experiment">The experiment that has leased it; null when it is free.</param>
/// <param name="Trial">The trial that runs on it, or that has it reserved.</param>
public sealed record SlotInfo(string Name, string Device, SlotState State, string? Experiment, int? Trial);
