using System.Text.Json;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>An expression whose values can be counted, and therefore tried one after the other.</summary>
internal abstract class DiscreteExpression : SearchExpression
{
    /// <summary>The number of values, at least 1.</summary>
    public abstract long Count { get; }

    /// <summary>The value at an index.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    public abstract JsonElement At(long index);

    /// <summary>The index of a value; null for a value that there is none like.</summary>
    public abstract long? IndexOf(JsonElement value);

    public sealed override JsonElement Quantile(double u) => At(IndexAt(u));

    public sealed override double? Position(JsonElement value) => IndexOf(value) is { } index ? Middle(index) : null;

    /// <summary>The index that <paramref name="u"/> in [0, 1) falls on.</summary>
    public virtual long IndexAt(double u) => Math.Min((long)(u * Count), Count - 1);

    /// <summary>The middle of all that falls on an index.</summary>
    protected virtual double Middle(long index) => (index + 0.5) / Count;

    /// <summary>A number times a factor, brought to the nearest of values in even steps.</summary>
    protected JsonElement Scaled(JsonElement value, double factor, double low, double step) => value.ValueKind == JsonValueKind.Number
        ? At((long)Math.Clamp(Math.Round((value.GetDouble() * factor - low) / step), 0, Count - 1))
        : value;

    /// <summary>The index of a whole number where the values are all from <paramref name="low"/> to <paramref name="high"/>.</summary>
    protected static long? IndexOf(JsonElement value, long low, long high) =>
        value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && double.IsInteger(number) && number >= low && number <= high ? (long)number - low : null;
}
