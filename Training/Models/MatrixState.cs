using System.Text.RegularExpressions;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>A model's parameters as they stand in the formulas: W1 <c>[in, out]</c>, b1 <c>[out]</c>, W2, b2, ... for y = x W + b.</summary>
/// <remarks>The k-th layer with parameters gives Wk and bk. Only weights of two axes can be written this way.</remarks>
public static partial class MatrixState
{
    /// <summary>Renames and transposes a state as <see cref="IModel.GetState"/> gives it.</summary>
    /// <exception cref="ArgumentException">A weight has not two axes, or a name is not that of a layer's weight or bias.</exception>
    public static IReadOnlyList<NamedTensor> FromModules(IReadOnlyList<NamedTensor> state)
    {
        string[] layers = [.. state.Select(tensor => Layer(tensor.Name)).Distinct()];
        return [.. state.Select(tensor => tensor.Name.EndsWith(".weight", StringComparison.Ordinal)
            ? new NamedTensor($"W{Number(tensor)}", Transpose(tensor))
            : new NamedTensor($"b{Number(tensor)}", tensor.Value.Clone()))];

        int Number(NamedTensor tensor) => Array.IndexOf(layers, Layer(tensor.Name)) + 1;
    }

    /// <summary>The way back, for <see cref="IModel.LoadState"/>.</summary>
    /// <param name="matrices">W1, b1, ... in any order.</param>
    /// <param name="model">The model that they belong to.</param>
    /// <exception cref="StateMismatchException">A matrix is missing, or there is one too many, or a weight has not two axes.</exception>
    public static IReadOnlyList<NamedTensor> ToModules(IReadOnlyList<NamedTensor> matrices, ModelSpec model)
    {
        string[] names = [.. model.Parameters().Select(parameter => parameter.Name)];
        string[] layers = [.. names.Select(Layer).Distinct()];
        var state = new List<NamedTensor>();
        foreach (string name in names)
        {
            bool weight = name.EndsWith(".weight", StringComparison.Ordinal);
            string matrix = $"{(weight ? 'W' : 'b')}{Array.IndexOf(layers, Layer(name)) + 1}";
            NamedTensor found = matrices.FirstOrDefault(tensor => tensor.Name == matrix)
                ?? throw new StateMismatchException($"the matrix {matrix} is missing; there are {string.Join(", ", matrices.Select(m => m.Name))}");
            if (weight && found.Value.Shape.Rank != 2)
                throw new StateMismatchException($"{matrix}: expected two axes, found {found.Value.Shape}");
            state.Add(new NamedTensor(name, weight ? Transpose(found) : found.Value.Clone()));
        }

        if (matrices.Count != names.Length)
            throw new StateMismatchException($"the model has {names.Length} weights and biases, found {matrices.Count}: {string.Join(", ", matrices.Select(m => m.Name))}");
        return state;
    }

    private static string Layer(string name)
    {
        Match match = ParameterName().Match(name);
        return match.Success ? match.Groups[1].Value : throw new ArgumentException($"{name} is not a layer's weight or bias");
    }

    private static Tensor<float> Transpose(NamedTensor weight)
    {
        Shape shape = weight.Value.Shape;
        if (shape.Rank != 2)
            throw new ArgumentException($"{weight.Name} has the shape {shape}; only a weight of two axes is a matrix");
        var transposed = new Tensor<float>([shape[1], shape[0]]);
        for (int row = 0; row < shape[0]; row++)
        {
            for (int column = 0; column < shape[1]; column++)
                transposed[column, row] = weight.Value[row, column];
        }

        return transposed;
    }

    [GeneratedRegex(@"^(.+)\.(weight|bias)$")]
    private static partial Regex ParameterName();
}
