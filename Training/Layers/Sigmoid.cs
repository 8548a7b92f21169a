using System.Numerics;

namespace ActorTraining.Training.Layers;

/// <summary>The logistic function σ(x) = 1 / (1 + e^-x), with σ' = σ (1 - σ).</summary>
public sealed class Sigmoid<T> : ElementwiseLayer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Function(T x) => T.One / (T.One + T.Exp(-x));

    /// <inheritdoc/>
    public override T Derivative(T x, T y) => y * (T.One - y);
}
