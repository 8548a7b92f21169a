using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>State of a layer that is not trained: a running statistic, a counter.</summary>
/// <param name="Name">As in PyTorch's state dictionaries: <c>running_mean</c>, <c>running_var</c>, <c>num_batches_tracked</c>.</param>
/// <param name="Shape">For example <c>[features]</c>, or <c>[]</c> for a counter.</param>
/// <param name="Initial">The value of every element at the beginning.</param>
internal sealed record BufferSpec(string Name, Shape Shape, float Initial);
