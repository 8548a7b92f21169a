using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>
/// A differentiable function of a batch, written to be read: one formula for the way forward, one for the way back, in any precision.
/// </summary>
/// <typeparam name="T">float, or double where gradients are checked.</typeparam>
/// <remarks>
/// These layers are the reference that the fused SIMD stages of the managed backend are tested against, and what
/// the gradient check checks. They favour clarity over speed and allocate their results. The first axis of every
/// tensor is the batch; what follows is up to the layer (<c>[n, features]</c>, <c>[n, channels, height, width]</c>).
/// </remarks>
public abstract class Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The trainable tensors, in the order in which they are initialised and stored.</summary>
    public virtual IReadOnlyList<Parameter<T>> Parameters => [];

    /// <summary>The tensors that are stored behind the parameters but not trained.</summary>
    public virtual IReadOnlyList<StateBuffer<T>> Buffers => [];

    /// <summary>Computes the output for a batch and keeps what <see cref="Backward"/> needs.</summary>
    public abstract Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train);

    /// <summary>Goes back through the last <see cref="Forward"/>.</summary>
    /// <param name="outputGradient">dL/dy, in the shape of the output.</param>
    /// <returns>dL/dx, in the shape of the input; the parameters' gradients are replaced.</returns>
    /// <exception cref="InvalidOperationException">There was no forward pass.</exception>
    public abstract Tensor<T> Backward(Tensor<T> outputGradient);

    /// <summary>What a forward pass kept, for use in the backward pass.</summary>
    private protected static Tensor<T> Kept(Tensor<T>? kept) =>
        kept ?? throw new InvalidOperationException("a backward pass needs a forward pass before it");
}
