using ActorTraining.Training.Layers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>yᵢ = e^xᵢ / Σₖ e^xₖ over the outputs of a sample. Cross-entropy takes logits: no softmax before it.</summary>
public sealed record SoftmaxSpec : LayerSpec
{
    internal override void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
        if (input.Rank != 1)
            errors.Add(new ParameterError(path, $"softmax needs samples of one axis, and gets {input}"));
    }

    internal override Layer<T> CreateReference<T>(Shape input) => new Softmax<T>();
}
