using System.Numerics;

namespace ActorTraining.Training.Layers;

/// <summary>The rectifier max(0, x): derivative 1 where x > 0, else 0 (at 0 as well, as in PyTorch).</summary>
public sealed class ReLU<T> : ElementwiseLayer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Function(T x) => T.Max(T.Zero, x);

    /// <inheritdoc/>
    public override T Derivative(T x, T y) => x > T.Zero ? T.One : T.Zero;
}
