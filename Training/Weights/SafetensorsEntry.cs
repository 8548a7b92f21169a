using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>One tensor in the header of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Shape">Its shape, checked against the limits.</param>
/// <param name="Begin">Its first byte, counted from behind the header.</param>
/// <param name="End">The first byte behind it.</param>
internal sealed record SafetensorsEntry(string Name, ElementType Type, Shape Shape, long Begin, long End);
