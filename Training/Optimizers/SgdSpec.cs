using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Optimizers;

/// <summary>Stochastic gradient descent, as <c>torch.optim.SGD</c>: v = momentum v + g + decay w, w = w - rate v.</summary>
/// <param name="LearningRate">The step size, greater than 0.</param>
public sealed record SgdSpec(double LearningRate) : OptimizerSpec(LearningRate)
{
    /// <summary>How much of the last step is kept, in [0, 1).</summary>
    public double Momentum { get; init; }

    /// <inheritdoc/>
    public override void Validate(string path, ICollection<ParameterError> errors)
    {
        base.Validate(path, errors);
        ValidateFraction(Momentum, $"{path}.momentum", errors);
    }
}
