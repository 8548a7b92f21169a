namespace ActorTraining.Training.Jobs.ScalarGraph;

/// <summary>A number of the formula.</summary>
internal sealed class ConstantNode : Node
{
    /// <summary>Creates a constant.</summary>
    /// <param name="label">How the formula writes it.</param>
    /// <param name="value">What it is.</param>
    public ConstantNode(string label, double value) => (Label, Value) = (label, value);

    /// <inheritdoc/>
    public override string Label { get; }

    /// <inheritdoc/>
    public override bool IsConstant => true;
}
