namespace ActorTraining.Grains.Trials;

/// <summary>Whether work was taken by its slots.</summary>
/// <param name="Done">Completes without an error when the work has returned or thrown and its slots are free again; null when it was refused.</param>
/// <param name="Refusal">Why it was refused, in words; null when it runs.</param>
public sealed record SlotStart(Task? Done, string? Refusal);
