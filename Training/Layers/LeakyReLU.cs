using System.Numerics;

namespace ActorTraining.Training.Layers;

/// <summary>x where x > 0, else slope x: derivative 1 where x > 0, else the slope (at 0 as well, as in PyTorch).</summary>
/// <param name="slope">The slope below zero.</param>
public sealed class LeakyReLU<T>(T slope) : ElementwiseLayer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Function(T x) => x > T.Zero ? x : slope * x;

    /// <inheritdoc/>
    public override T Derivative(T x, T y) => x > T.Zero ? T.One : slope;
}
