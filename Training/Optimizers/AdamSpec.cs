using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Optimizers;

/// <summary>Adam, as <c>torch.optim.Adam</c>: the decay is an L2 penalty, part of the gradient, unless it is decoupled (<c>torch.optim.AdamW</c>).</summary>
/// <param name="LearningRate">The step size, greater than 0.</param>
/// <remarks>
/// Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1; Loshchilov and Hutter, "Decoupled Weight Decay Regularization",
/// 2019, algorithm 2.
/// </remarks>
public sealed record AdamSpec(double LearningRate = 1e-3) : OptimizerSpec(LearningRate)
{
    /// <summary>β₁, the decay of the running mean of the gradient, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂, the decay of the running mean of the squared gradient, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, added to the root of the squares, greater than 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Whether the decay shrinks the parameters by itself, w = w - rate · decay · w before the step, instead of being part of the gradient.</summary>
    public bool Decoupled { get; init; }

    /// <inheritdoc/>
    public override void Validate(string path, ICollection<ParameterError> errors)
    {
        base.Validate(path, errors);
        ValidateFraction(Beta1, $"{path}.beta1", errors);
        ValidateFraction(Beta2, $"{path}.beta2", errors);
        if (!double.IsFinite(Epsilon) || Epsilon <= 0)
            errors.Add(new ParameterError($"{path}.epsilon", $"{Epsilon} is not a finite number greater than 0"));
    }
}
