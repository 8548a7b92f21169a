using System.Numerics;

namespace ActorTraining.Training.Layers;

/// <summary>The hyperbolic tangent, with tanh' = 1 - tanh².</summary>
public sealed class Tanh<T> : ElementwiseLayer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Function(T x) => T.Tanh(x);

    /// <inheritdoc/>
    public override T Derivative(T x, T y) => T.One - y * y;
}
