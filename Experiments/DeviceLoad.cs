namespace ActorTraining.Experiments;

/// <summary>How busy a GPU was a moment ago, whoever kept it busy.</summary>
/// <param name="Utilisation">The part of the time in which it computed, in [0, 1]; null where the driver does not say.</param>
/// <param name="MemoryUsed">The bytes of its memory that were taken; null where the driver does not say.</param>
/// <param name="Temperature">In degrees Celsius; null where the driver does not say.</param>
public sealed record DeviceLoad(double? Utilisation, long? MemoryUsed, double? Temperature);
