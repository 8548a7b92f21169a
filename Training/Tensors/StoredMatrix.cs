namespace ActorTraining.Training.Tensors;

/// <summary>Part of a model's state as the kernels want it, a padded matrix, with the way to and from its stored form.</summary>
internal class StoredMatrix
{
    private readonly bool _transposed;

    private protected StoredMatrix(string name, Shape shape, bool transposed, int rows, int columns)
    {
        Name = name;
        Shape = shape;
        _transposed = transposed;
        Value = new PaddedMatrix(rows, columns);
    }

    /// <summary>For example <c>0.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The stored shape: <c>[out, in]</c>, <c>[out]</c>, <c>[]</c>.</summary>
    public Shape Shape { get; }

    /// <summary>W <c>[in, out]</c>; everything else one row <c>[1, out]</c>.</summary>
    public PaddedMatrix Value { get; }

    /// <summary>A buffer: state that no optimizer changes, such as a running mean <c>[features]</c> or a counter <c>[]</c>.</summary>
    public static StoredMatrix Buffer(string name, Shape shape) => new(name, shape, false, 1, shape.Length);

    /// <summary>A matrix of zeros in the form of <see cref="Value"/>.</summary>
    public PaddedMatrix CreateLike() => new(Value.Rows, Value.Columns);

    /// <summary>A copy of a matrix in the form of <see cref="Value"/>, in stored form.</summary>
    public Tensor<float> Export(PaddedMatrix matrix)
    {
        var tensor = new Tensor<float>(Shape);
        if (!_transposed)
        {
            matrix.CopyTo(tensor.Span);
            return tensor;
        }

        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
                tensor[column * matrix.Rows + row] = matrix.Row(row)[column];
        }

        return tensor;
    }

    /// <summary>The way back from <see cref="Export"/>.</summary>
    public void Import(Tensor<float> tensor, PaddedMatrix matrix)
    {
        if (!_transposed)
        {
            matrix.CopyFrom(tensor.Span);
            return;
        }

        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
                matrix.Row(row)[column] = tensor[column * matrix.Rows + row];
        }
    }
}
