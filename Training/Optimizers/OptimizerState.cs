using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Optimizers;

/// <summary>All that an optimizer needs to go on as if it had never stopped.</summary>
/// <param name="Steps">The number of steps taken.</param>
/// <param name="LearningRate">The step size in force.</param>
/// <param name="Tensors">
/// Running values by parameter, under PyTorch's names and in the layout of the model's state: <c>0.weight.momentum_buffer</c>,
/// <c>0.weight.exp_avg</c>, <c>0.weight.exp_avg_sq</c>. Empty for plain gradient descent.
/// </param>
public sealed record OptimizerState(long Steps, double LearningRate, IReadOnlyList<NamedTensor> Tensors);
