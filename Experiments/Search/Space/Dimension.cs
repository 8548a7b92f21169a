using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;

namespace ActorTraining.Experiments.Search.Space;

/// <summary>One search expression of a space, seen as a coordinate in [0, 1).</summary>
/// <remarks>
/// The coordinate is the share of draws below a value: a logarithmic range is even in it, and so is a normal distribution. Equal coordinates give
/// equal values, and a coordinate of <see cref="Position"/> gives the value that it was asked for.
/// </remarks>
internal sealed class Dimension
{
    private readonly Func<JsonElement, double?> _position;

    /// <summary>Creates the dimension of an expression.</summary>
    /// <param name="index">Its place among the dimensions of its space, in the order of the document.</param>
    /// <param name="path">Where it stands under <c>params</c>; expressions in different alternatives may share it.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="condition">The choice that it depends on, and the alternative in which it stands; null where it always counts.</param>
    /// <param name="position">Finds the coordinate of a value; null for a value that the expression does not give.</param>
    public Dimension(int index, string path, SearchExpression expression, (Dimension Choice, int Alternative)? condition, Func<JsonElement, double?> position)
    {
        (Index, Path, Condition, _position) = (index, path, condition, position);
        (Kind, Count) = expression switch
        {
            ListExpression { IsOrdered: false } list => (DimensionKind.Categorical, list.Count),
            DiscreteExpression discrete => (DimensionKind.Ordered, discrete.Count),
            _ => (DimensionKind.Real, (long?)null),
        };
    }

    /// <summary>Its place among the dimensions of its space, from 0.</summary>
    public int Index { get; }

    /// <summary>Where it stands under <c>params</c>.</summary>
    public string Path { get; }

    /// <summary>What its values are to each other.</summary>
    public DimensionKind Kind { get; }

    /// <summary>The number of values; null for a continuum.</summary>
    public long? Count { get; }

    /// <summary>The choice that it depends on, and the alternative in which it counts; null where it always does.</summary>
    public (Dimension Choice, int Alternative)? Condition { get; }

    /// <summary>The coordinate of a value: for one of a limited number of values the middle of its share. Null for a value that is not on this dimension.</summary>
    public double? Position(JsonElement value) => _position(value);

    /// <summary>Of a categorical dimension, the alternative that a coordinate falls on.</summary>
    public int Alternative(double u) => (int)Math.Min((long)(u * Count!.Value), Count.Value - 1);

    /// <summary>Whether it counts in a point: whether the choices above it fell on the alternative in which it stands.</summary>
    public bool IsActive(ReadOnlySpan<double> point) =>
        Condition is not var (choice, alternative) || (choice.IsActive(point) && choice.Alternative(point[choice.Index]) == alternative);
}
