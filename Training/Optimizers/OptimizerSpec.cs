using System.Text.Json.Serialization;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Optimizers;

/// <summary>How parameters follow their gradients.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SgdSpec), "sgd")]
[JsonDerivedType(typeof(AdamSpec), "adam")]
public abstract record OptimizerSpec
{
    private protected OptimizerSpec(double learningRate) => LearningRate = learningRate;

    /// <summary>The step size, greater than 0.</summary>
    public double LearningRate { get; init; }

    /// <summary>The factor of the parameters that is added to their gradient, at least 0; it counts for biases as well.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Adds to <paramref name="errors"/> everything that is wrong with the values, each with its path.</summary>
    /// <param name="path">Where the optimizer stands, for example <c>spec.params.optimizer</c>.</param>
    /// <param name="errors">Receives one entry per fault.</param>
    public virtual void Validate(string path, ICollection<ParameterError> errors)
    {
        if (!double.IsFinite(LearningRate) || LearningRate <= 0)
            errors.Add(new ParameterError($"{path}.learningRate", $"{LearningRate} is not a finite number greater than 0"));
        if (!double.IsFinite(WeightDecay) || WeightDecay < 0)
            errors.Add(new ParameterError($"{path}.weightDecay", $"{WeightDecay} is not a finite number of at least 0"));
    }

    /// <summary>Adds an error where <paramref name="value"/> is not in [0, 1).</summary>
    private protected static void ValidateFraction(double value, string path, ICollection<ParameterError> errors)
    {
        if (!(value >= 0 && value < 1))
            errors.Add(new ParameterError(path, $"{value} is not in [0, 1)"));
    }
}
