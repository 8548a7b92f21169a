using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Models;

/// <summary>Normal distribution. A weight is drawn as <c>torch.randn(in, out) * std + mean</c>.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Std">The standard deviation, at least 0.</param>
public sealed record NormalInit(double Mean = 0, double Std = 1) : InitSpec
{
    internal override void Fill(Span<float> target, int fanIn, IRandomSource random)
    {
        random.Normal(target);
        float mean = (float)Mean, std = (float)Std;
        foreach (ref float value in target)
            value = value * std + mean;
    }

    internal override void Validate(string path, ICollection<ParameterError> errors)
    {
        if (!double.IsFinite(Mean))
            errors.Add(new ParameterError($"{path}.mean", $"{Mean} is not a finite number"));
        if (!double.IsFinite(Std) || Std < 0)
            errors.Add(new ParameterError($"{path}.std", $"{Std} is not a finite number of at least 0"));
    }
}
