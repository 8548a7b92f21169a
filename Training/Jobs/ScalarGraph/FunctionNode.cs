namespace ActorTraining.Training.Jobs.ScalarGraph;

/// <summary>y = g(u), with du = dy g'(u).</summary>
/// <param name="function">g and g'.</param>
/// <param name="input">u.</param>
internal sealed class FunctionNode(ScalarFunction function, Node input) : Node
{
    /// <inheritdoc/>
    public override string Label => function.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<Node> Inputs { get; } = [input];

    /// <inheritdoc/>
    public override void Forward() => Value = function.Value(input.Value);

    /// <inheritdoc/>
    public override void Backward() => input.Gradient += Gradient * function.Derivative(input.Value);
}
