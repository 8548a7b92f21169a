using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Models;

/// <summary>Uniform distribution on [low, high). A weight is drawn as <c>torch.rand(in, out) * (high - low) + low</c>.</summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound, at least the lower.</param>
public sealed record UniformInit(double Low = 0, double High = 1) : InitSpec
{
    internal override void Fill(Span<float> target, int fanIn, IRandomSource random)
    {
        random.Uniform(target);
        float low = (float)Low, range = (float)High - (float)Low;
        foreach (ref float value in target)
            value = value * range + low;
    }

    internal override void Validate(string path, ICollection<ParameterError> errors)
    {
        if (!double.IsFinite(Low))
            errors.Add(new ParameterError($"{path}.low", $"{Low} is not a finite number"));
        if (!double.IsFinite(High) || High < Low)
            errors.Add(new ParameterError($"{path}.high", $"{High} is not a finite number of at least low ({Low})"));
    }
}
