using System.Numerics;
using System.Text.Json.Serialization;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>One layer of a <see cref="ModelSpec"/>. Shapes here are those of one sample, without the batch.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LinearSpec), "linear")]
[JsonDerivedType(typeof(SigmoidSpec), "sigmoid")]
[JsonDerivedType(typeof(TanhSpec), "tanh")]
[JsonDerivedType(typeof(ReLUSpec), "relu")]
[JsonDerivedType(typeof(LeakyReLUSpec), "leaky-relu")]
[JsonDerivedType(typeof(SoftmaxSpec), "softmax")]
public abstract record LayerSpec
{
    /// <summary>The shape of an output sample for input samples of shape <paramref name="input"/>, for a layer without faults.</summary>
    internal virtual Shape OutputShape(Shape input) => input;

    /// <summary>The parameters of the layer, in the order in which they are initialised and stored.</summary>
    internal virtual IEnumerable<ParameterSpec> Parameters(Shape input) => [];

    /// <summary>Adds what is wrong with the layer for inputs of that shape, each with its path.</summary>
    internal virtual void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
    }

    /// <summary>The reference implementation of the layer, its parameters zero.</summary>
    internal abstract Layer<T> CreateReference<T>(Shape input) where T : unmanaged, IFloatingPointIeee754<T>;
}
