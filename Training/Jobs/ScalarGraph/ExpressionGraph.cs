namespace ActorTraining.Training.Jobs.ScalarGraph;

/// <summary>A function of several numbers as a graph of its steps, with its gradient by going back through them.</summary>
internal sealed class ExpressionGraph
{
    /// <summary>Creates the graph of a result.</summary>
    /// <param name="result">The last step.</param>
    /// <param name="variables">The inputs, in the order in which <see cref="Evaluate"/> takes them.</param>
    public ExpressionGraph(Node result, IReadOnlyList<VariableNode> variables)
    {
        (Result, Variables) = (result, variables);
        var nodes = new List<Node>();
        Visit(result, nodes, []);
        Nodes = nodes;
    }

    /// <summary>The last step.</summary>
    public Node Result { get; }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<VariableNode> Variables { get; }

    /// <summary>Every step, each behind all that it is computed from.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Goes forward, then back.</summary>
    /// <param name="values">One value for each variable.</param>
    /// <returns>f; the gradient stands in the variables' nodes.</returns>
    public double Evaluate(IReadOnlyList<double> values)
    {
        Forward(values);
        foreach (Node node in Nodes)
            node.Gradient = 0;
        Result.Gradient = 1;
        for (int i = Nodes.Count - 1; i >= 0; i--)
            Nodes[i].Backward();
        return Result.Value;
    }

    /// <summary>Computes all values from the inputs to the result.</summary>
    public double Forward(IReadOnlyList<double> values)
    {
        for (int i = 0; i < Variables.Count; i++)
            Variables[i].Set(values[i]);
        foreach (Node node in Nodes)
            node.Forward();
        return Result.Value;
    }

    private static void Visit(Node node, List<Node> nodes, HashSet<Node> seen)
    {
        if (!seen.Add(node))
            return;
        foreach (Node input in node.Inputs)
            Visit(input, nodes, seen);
        nodes.Add(node);
    }
}
