namespace ActorTraining.Training.Tensors;

/// <summary>Finds the tensors that a model or an optimizer expects in a stored state.</summary>
internal static class StateMatch
{
    /// <summary>The tensors of <paramref name="state"/> in the order of <paramref name="expected"/>.</summary>
    /// <param name="state">What was stored, in any order.</param>
    /// <param name="expected">The names and shapes that must be there, and no other.</param>
    /// <param name="owner">For the message: <c>the model</c>.</param>
    /// <exception cref="StateMismatchException">A tensor is missing, has another shape, or is one too many.</exception>
    public static IReadOnlyList<Tensor<float>> Order(
        IReadOnlyList<NamedTensor> state, IReadOnlyList<(string Name, Shape Shape)> expected, string owner)
    {
        var tensors = new List<Tensor<float>>();
        foreach ((string name, Shape shape) in expected)
        {
            NamedTensor found = state.FirstOrDefault(tensor => tensor.Name == name)
                ?? throw new StateMismatchException($"{name} {shape} is missing; the state has {Names(state)}");
            if (!found.Value.Shape.Equals(shape))
                throw new StateMismatchException($"{name}: {owner} expects the shape {shape}, the state has {found.Value.Shape}");
            tensors.Add(found.Value);
        }

        if (state.Count != expected.Count)
        {
            IEnumerable<NamedTensor> extra = state.Where(tensor => expected.All(e => e.Name != tensor.Name));
            throw new StateMismatchException($"the state has tensors that {owner} does not: {Names(extra)}");
        }

        return tensors;
    }

    private static string Names(IEnumerable<NamedTensor> tensors)
    {
        string names = string.Join(", ", tensors.Select(tensor => $"{tensor.Name} {tensor.Value.Shape}"));
        return names.Length == 0 ? "no tensor" : names;
    }
}
