namespace ActorTraining.Training.Tensors;

/// <summary>A parameter as the kernels want it, a padded matrix, with the way to and from its stored form.</summary>
internal sealed class TrainableMatrix
{
    private readonly bool _transposed;

    private TrainableMatrix(string name, Shape shape, bool transposed, int rows, int columns)
    {
        Name = name;
        Shape = shape;
        _transposed = transposed;
        Value = new PaddedMatrix(rows, columns);
    }

    /// <summary>For example <c>0.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The stored shape: <c>[out, in]</c>, <c>[out]</c>.</summary>
    public Shape Shape { get; }

    /// <summary>W <c>[in, out]</c>, b <c>[1, out]</c>.</summary>
    public PaddedMatrix Value { get; }

    /// <summary>dL/dValue; null where the update is fused into the backward pass.</summary>
    public PaddedMatrix? Gradient { get; private set; }

    /// <summary>A weight: stored as <c>[out, in]</c>, computed with as <c>[in, out]</c>. Further axes of the input count as one.</summary>
    public static TrainableMatrix Weight(string name, Shape shape) => new(name, shape, true, shape.Length / shape[0], shape[0]);

    /// <summary>A bias <c>[out]</c>.</summary>
    public static TrainableMatrix Bias(string name, Shape shape) => new(name, shape, false, 1, shape[0]);

    /// <summary>Lays out memory for the gradient, for optimizers that need all of it at once.</summary>
    public void KeepGradient() => Gradient = CreateLike();

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
