using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Models;

/// <summary>The same value everywhere; draws no random number.</summary>
/// <param name="Value">The value, finite.</param>
public sealed record ConstantInit(double Value) : InitSpec
{
    internal override void Fill(Span<float> target, int fanIn, IRandomSource random) => target.Fill((float)Value);

    internal override void Validate(string path, ICollection<ParameterError> errors)
    {
        if (!double.IsFinite(Value))
            errors.Add(new ParameterError($"{path}.value", $"{Value} is not a finite number"));
    }
}
