namespace ActorTraining.Training.Tensors;

/// <summary>An array with a shape, in row-major order: the innermost axis is contiguous. Models compute in <c>Tensor&lt;float&gt;</c>.</summary>
/// <typeparam name="T">The element type: float for training, double for gradient checks.</typeparam>
/// <remarks>
/// The memory starts on a 64-byte boundary and is followed by 64 bytes of padding. Views (<see cref="Reshape"/>, <see cref="Slice"/>) share
/// it: writing to a view writes to the tensor that it was taken from. A view made by <see cref="Slice"/> need not be aligned.
/// </remarks>
public sealed class Tensor<T> where T : unmanaged
{
    private readonly AlignedArray<T> _memory;
    private readonly int _offset;

    /// <summary>Creates a tensor of zeros.</summary>
    public Tensor(Shape shape) : this(new AlignedArray<T>(shape.Length), 0, shape)
    {
    }

    /// <summary>Creates a tensor with a copy of <paramref name="values"/>, given in row-major order.</summary>
    /// <exception cref="ArgumentException">The number of values is not the shape's number of elements.</exception>
    public Tensor(Shape shape, ReadOnlySpan<T> values) : this(shape)
    {
        if (values.Length != shape.Length)
            throw new ArgumentException($"{values.Length} values do not fill the shape {shape} of {shape.Length} elements");
        values.CopyTo(Span);
    }

    private Tensor(AlignedArray<T> memory, int offset, Shape shape)
    {
        _memory = memory;
        _offset = offset;
        Shape = shape;
    }

    /// <summary>The sizes along the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Length => Shape.Length;

    /// <summary>All elements in row-major order.</summary>
    public Span<T> Span => _memory.Span.Slice(_offset, Length);

    /// <summary>The element at <paramref name="index"/> in row-major order.</summary>
    public ref T this[int index] => ref Span[index];

    /// <summary>The element in a row and a column of a tensor of rank 2.</summary>
    /// <exception cref="IndexOutOfRangeException">The row or the column lies outside the shape.</exception>
    public ref T this[int row, int column]
    {
        get
        {
            if ((uint)row >= (uint)Shape[0] || (uint)column >= (uint)Shape[1])
                throw new IndexOutOfRangeException($"[{row}, {column}] is outside the shape {Shape}");
            return ref Span[row * Shape[1] + column];
        }
    }

    /// <summary>The same elements under another shape. It is a view.</summary>
    /// <exception cref="ArgumentException">The shapes differ in their number of elements.</exception>
    public Tensor<T> Reshape(Shape shape)
    {
        if (shape.Length != Length)
            throw new ArgumentException($"{Shape} cannot be seen as {shape}: {Length} elements are not {shape.Length}");
        return new Tensor<T>(_memory, _offset, shape);
    }

    /// <summary>Part of the outermost axis: <c>[n, ...]</c> becomes <c>[count, ...]</c>. It is a view.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the axis.</exception>
    public Tensor<T> Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Shape[0] - start);
        int inner = Shape[0] == 0 ? 0 : Length / Shape[0];
        return new Tensor<T>(_memory, _offset + start * inner, Shape.Create([count, .. Shape.AsSpan()[1..]]));
    }

    /// <summary>A copy with memory of its own.</summary>
    public Tensor<T> Clone() => new(Shape, Span);

    /// <summary>For example <c>Single [784, 128]</c>.</summary>
    public override string ToString() => $"{typeof(T).Name} {Shape}";
}
