using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Optimizers;

/// <summary>A penalty on large weights, added to the loss: R(w) = l1 Σ |w| + l2 Σ w² over all weights, but no bias and no scale.</summary>
/// <param name="L1">The factor of the sum of magnitudes, at least 0. Its gradient is l1 sign(w), with sign(0) = 0.</param>
/// <param name="L2">The factor of the sum of squares, at least 0. Its gradient is 2 l2 w.</param>
public sealed record Regularisation(double L1 = 0, double L2 = 0)
{
    /// <summary>No penalty.</summary>
    public static Regularisation None { get; } = new();

    /// <summary>Adds to <paramref name="errors"/> everything that is wrong with the values, each with its path.</summary>
    /// <param name="path">Where the penalty stands, for example <c>spec.params.regularisation</c>.</param>
    /// <param name="errors">Receives one entry per fault.</param>
    public void Validate(string path, ICollection<ParameterError> errors)
    {
        if (!double.IsFinite(L1) || L1 < 0)
            errors.Add(new ParameterError($"{path}.l1", $"{L1} is not a finite number of at least 0"));
        if (!double.IsFinite(L2) || L2 < 0)
            errors.Add(new ParameterError($"{path}.l2", $"{L2} is not a finite number of at least 0"));
    }
}
