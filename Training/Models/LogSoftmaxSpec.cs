using ActorTraining.Training.Layers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>yᵢ = xᵢ - ln Σₖ e^xₖ over the outputs of a sample: log-probabilities, for the negative log-likelihood.</summary>
public sealed record LogSoftmaxSpec : LayerSpec
{
    internal override void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
        if (input.Rank != 1)
            errors.Add(new ParameterError(path, $"log-softmax needs samples of one axis, and gets {input}"));
    }

    internal override Layer<T> CreateReference<T>(Shape input) => new LogSoftmax<T>();
}
