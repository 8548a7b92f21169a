using System.Text.Json;

namespace ActorTraining.Experiments;

/// <summary>A parameter that a user, or population-based training, changed while its trial ran.</summary>
/// <param name="Path">The parameter's path under <c>params</c>, for example <c>optimizer.lr</c>.</param>
/// <param name="Value">Its new value.</param>
/// <param name="Step">The step before which it took effect; null while the trial has not come to its next step. An attempt that repeats the steps around it repeats the change at the same one.</param>
public sealed record Adjustment(string Path, JsonElement Value, long? Step);
