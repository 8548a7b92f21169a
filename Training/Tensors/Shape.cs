using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace ActorTraining.Training.Tensors;

/// <summary>The sizes of a tensor along its axes, outermost first; written as a collection expression: <c>[784, 128]</c>.</summary>
[JsonConverter(typeof(ShapeJsonConverter))]
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    private readonly ImmutableArray<int> _sizes;

    private Shape(ImmutableArray<int> sizes, int length)
    {
        _sizes = sizes;
        Length = length;
    }

    /// <summary>The number of axes; 0 for a scalar.</summary>
    public int Rank => _sizes.Length;

    /// <summary>The number of elements: the product of all sizes, 1 for a scalar.</summary>
    public int Length { get; }

    /// <summary>The size along <paramref name="axis"/>; an index from the end counts from the innermost axis.</summary>
    public int this[int axis] => _sizes[axis];

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>Makes a shape.</summary>
    /// <exception cref="ArgumentException">A size is negative, or the elements are more than an array can hold (2³¹).</exception>
    public static Shape Create(params ReadOnlySpan<int> sizes)
    {
        long length = 1;
        foreach (int size in sizes)
        {
            if (size < 0)
                throw new ArgumentException($"the shape {Text(sizes)} has a negative size");
            length = Math.Min(length * size, int.MaxValue + 1L);
        }

        if (length > Array.MaxLength)
            throw new ArgumentException($"the shape {Text(sizes)} has more elements than a tensor can hold ({Array.MaxLength})");
        return new Shape([.. sizes], (int)length);
    }

    /// <summary>The sizes as a span.</summary>
    public ReadOnlySpan<int> AsSpan() => _sizes.AsSpan();

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && _sizes.AsSpan().SequenceEqual(other._sizes.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int size in _sizes)
            hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>For example <c>[784, 128]</c>.</summary>
    public override string ToString() => Text(AsSpan());

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_sizes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Text(ReadOnlySpan<int> sizes) => $"[{string.Join(", ", sizes.ToArray())}]";
}
