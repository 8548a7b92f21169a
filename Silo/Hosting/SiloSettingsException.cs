namespace ActorTraining.Silo.Hosting;

/// <summary>A silo cannot start or go on as it was asked to; the message says what would help.</summary>
public sealed class SiloSettingsException(string message, Exception? inner = null) : Exception(message, inner);
