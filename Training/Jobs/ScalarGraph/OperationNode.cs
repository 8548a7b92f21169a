namespace ActorTraining.Training.Jobs.ScalarGraph;

/// <summary>y = a ∘ b, with da = dy ∂y/∂a and db = dy ∂y/∂b.</summary>
/// <param name="operation">The operation and its partial derivatives.</param>
/// <param name="left">a.</param>
/// <param name="right">b.</param>
internal sealed class OperationNode(ScalarOperation operation, Node left, Node right) : Node
{
    /// <inheritdoc/>
    public override string Label => operation.Sign;

    /// <inheritdoc/>
    public override IReadOnlyList<Node> Inputs { get; } = [left, right];

    /// <inheritdoc/>
    public override void Forward() => Value = operation.Value(left.Value, right.Value);

    /// <inheritdoc/>
    public override void Backward()
    {
        // A constant takes no gradient, and its partial derivative need not exist: that of (-2)^b with respect to b is no number.
        if (!left.IsConstant)
            left.Gradient += Gradient * operation.Left(left.Value, right.Value);
        if (!right.IsConstant)
            right.Gradient += Gradient * operation.Right(left.Value, right.Value);
    }
}
