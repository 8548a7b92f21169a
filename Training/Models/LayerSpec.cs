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
[JsonDerivedType(typeof(LogSoftmaxSpec), "log-softmax")]
[JsonDerivedType(typeof(BatchNorm1dSpec), "batch-norm-1d")]
[JsonDerivedType(typeof(DropoutSpec), "dropout")]
[JsonDerivedType(typeof(FlattenSpec), "flatten")]
[JsonDerivedType(typeof(Conv2dSpec), "conv-2d")]
[JsonDerivedType(typeof(MaxPool2dSpec), "max-pool-2d")]
[JsonDerivedType(typeof(AdaptiveAveragePool2dSpec), "adaptive-average-pool-2d")]
[JsonDerivedType(typeof(BatchNorm2dSpec), "batch-norm-2d")]
public abstract record LayerSpec
{
    /// <summary>Whether the layer is made for images <c>[channels, height, width]</c>: a model with such a layer gets its samples in that shape.</summary>
    internal virtual bool TakesImages => false;

    /// <summary>The shape of an output sample for input samples of shape <paramref name="input"/>, for a layer without faults.</summary>
    internal virtual Shape OutputShape(Shape input) => input;

    /// <summary>The parameters of the layer, in the order in which they are initialised and stored.</summary>
    internal virtual IEnumerable<ParameterSpec> Parameters(Shape input) => [];

    /// <summary>The state of the layer that is not trained; stored behind its parameters.</summary>
    internal virtual IEnumerable<BufferSpec> Buffers(Shape input) => [];

    /// <summary>The fewest samples with which the layer can be trained: 2 where it needs the variance over the batch.</summary>
    internal virtual int LeastBatch(Shape input) => 1;

    /// <summary>Adds what is wrong with the layer for inputs of that shape, each with its path.</summary>
    internal virtual void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
    }

    /// <summary>The reference implementation of the layer, its parameters zero.</summary>
    internal abstract Layer<T> CreateReference<T>(Shape input) where T : unmanaged, IFloatingPointIeee754<T>;
}
