namespace ActorTraining.Training.Tensors;

/// <summary>A parameter: state that an optimizer moves along its gradient.</summary>
internal sealed class TrainableMatrix : StoredMatrix
{
    private TrainableMatrix(string name, Shape shape, bool transposed, int rows, int columns)
        : base(name, shape, transposed, rows, columns)
    {
    }

    /// <summary>dL/dValue; null where the update is fused into the backward pass.</summary>
    public PaddedMatrix? Gradient { get; private set; }

    /// <summary>Whether it is a weight, which penalties are about, rather than a bias or a scale.</summary>
    public bool IsWeight => Shape.Rank > 1;

    /// <summary>A weight: stored as <c>[out, in]</c>, computed with as <c>[in, out]</c>. Further axes of the input count as one.</summary>
    public static TrainableMatrix Weight(string name, Shape shape) => new(name, shape, true, shape.Length / shape[0], shape[0]);

    /// <summary>A bias or a scale <c>[out]</c>.</summary>
    public static TrainableMatrix Bias(string name, Shape shape) => new(name, shape, false, 1, shape[0]);

    /// <summary>Lays out memory for the gradient, for optimizers that need all of it at once.</summary>
    public void KeepGradient() => Gradient = CreateLike();
}
