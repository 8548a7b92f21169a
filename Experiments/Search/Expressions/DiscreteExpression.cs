using System.Text.Json;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>An expression whose values can be counted, and therefore tried one after the other.</summary>
internal abstract class DiscreteExpression : SearchExpression
{
    /// <summary>The number of values, at least 1.</summary>
    public abstract long Count { get; }

    /// <summary>The value at a position.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    public abstract JsonElement At(long index);

    public sealed override JsonElement Quantile(double u) => At(Position(u));

    /// <summary>The position that <paramref name="u"/> in [0, 1) falls on.</summary>
    public virtual long Position(double u) => Math.Min((long)(u * Count), Count - 1);
}
