namespace ActorTraining.Training.Jobs.ScalarGraph;

/// <summary>An input of the function.</summary>
/// <param name="name">Its name in the formula.</param>
internal sealed class VariableNode(string name) : Node
{
    /// <inheritdoc/>
    public override string Label => name;

    /// <summary>Gives it a value.</summary>
    public void Set(double value) => Value = value;
}
