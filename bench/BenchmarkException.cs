namespace ActorTraining.Bench;

/// <summary>A benchmark cannot give a figure that means something; the message says why.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
