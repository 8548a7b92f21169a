using ActorTraining.Training.Layers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>In training, every element becomes 0 with a probability and is divided by the rest of it otherwise; nothing happens in evaluation.</summary>
/// <param name="Probability">The probability of 0, in [0, 1).</param>
/// <remarks>As <c>nn.Dropout</c>. Srivastava et al., "Dropout", JMLR 15, 2014, in the inverted form.</remarks>
public sealed record DropoutSpec(double Probability = 0.5) : LayerSpec
{
    internal override void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
        if (!(Probability >= 0 && Probability < 1))
            errors.Add(new ParameterError($"{path}.probability", $"{Probability} is not in [0, 1)"));
    }

    internal override Layer<T> CreateReference<T>(Shape input) => new Dropout<T>(Probability, seed: 0);
}
