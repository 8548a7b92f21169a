namespace ActorTraining.Training.Jobs.ScalarGraph;

/// <summary>A number in a computation: what it is made of, what it is, and how the result depends on it.</summary>
/// <remarks>The way forward computes <see cref="Value"/> from the inputs' values; the way back adds to the inputs' gradients what this node's own gradient means for them (the chain rule).</remarks>
internal abstract class Node
{
    /// <summary>What a drawing calls it: <c>x</c>, <c>cos</c>, <c>×</c>.</summary>
    public abstract string Label { get; }

    /// <summary>What it is computed from.</summary>
    public virtual IReadOnlyList<Node> Inputs => [];

    /// <summary>Its value after the last way forward.</summary>
    public double Value { get; protected set; }

    /// <summary>df/dthis after the last way back, f being the graph's result.</summary>
    public double Gradient { get; set; }

    /// <summary>Whether the result depends on anything that may change here; a number in the formula has no gradient.</summary>
    public virtual bool IsConstant => false;

    /// <summary>Computes the value from the inputs' values.</summary>
    public virtual void Forward()
    {
    }

    /// <summary>Adds to each input's gradient: this node's gradient times the partial derivative with respect to that input.</summary>
    public virtual void Backward()
    {
    }
}
