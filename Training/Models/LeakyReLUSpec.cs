using ActorTraining.Training.Layers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>y = x where x > 0, else slope x, element by element.</summary>
/// <param name="Slope">The slope below zero, finite and at least 0.</param>
public sealed record LeakyReLUSpec(double Slope = 0.01) : LayerSpec
{
    internal override void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
        if (!double.IsFinite(Slope) || Slope < 0)
            errors.Add(new ParameterError($"{path}.slope", $"{Slope} is not a finite number of at least 0"));
    }

    internal override Layer<T> CreateReference<T>(Shape input) => new LeakyReLU<T>(T.CreateChecked(Slope));
}
