namespace ActorTraining.Training.Weights;

/// <summary>A block of numbers in a PyTorch file that tensors are views of.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Count">How many there are.</param>
internal sealed record TorchStorage(string Key, ElementType Type, long Count);
