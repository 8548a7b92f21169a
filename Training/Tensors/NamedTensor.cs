namespace ActorTraining.Training.Tensors;

/// <summary>A tensor under the name by which a model's state knows it.</summary>
/// <param name="Name">For example <c>0.weight</c>, as in PyTorch's state dictionaries.</param>
/// <param name="Value">Its values.</param>
public sealed record NamedTensor(string Name, Tensor<float> Value);
