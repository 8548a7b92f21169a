namespace ActorTraining.Experiments;

/// <summary>The machines that work, and on what.</summary>
/// <param name="Silos">Every silo that is alive.</param>
public sealed record ClusterInfo(IReadOnlyList<SiloInfo> Silos);

/// <summary>One silo.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version of ActorTraining that it runs.</param>
/// <param name="Started">When it started.</param>
/// <param name="Slots">Its slots.</param>
public sealed record SiloInfo(string Name, string Version, DateTimeOffset Started, IReadOnlyList<SlotInfo> Slots);

/// <summary>One slot: a place where one trial at a time runs.</summary>
/// <param name="Name">For example <c>cpu:0</c>.</param>
/// <param name="Device">The kind of device, for example <c>cpu</c>.</param>
/// <param name="Experiment">The experiment that has leased it; null when it is free.</param>
/// <param name="Trial">The trial that runs on it.</param>
public sealed record SlotInfo(string Name, string Device, string? Experiment, int? Trial);
