namespace ActorTraining.Training.Models.Devices;

/// <summary>The memory of a device does not hold a model and a step of it; the message says what was asked for and what would be less.</summary>
/// <param name="message">What was asked for, of what, and what would be less.</param>
/// <param name="inner">The cause, if there is one.</param>
public sealed class DeviceMemoryException(string message, Exception? inner = null) : Exception(message, inner);
