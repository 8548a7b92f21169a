using ActorTraining.Training.Layers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>A fully connected layer, y = x W + b: <c>[in]</c> to <c>[outputs]</c>.</summary>
/// <param name="Outputs">The number of outputs, at least 1.</param>
public sealed record LinearSpec(int Outputs) : LayerSpec
{
    /// <summary>Whether there is a bias b.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The first values of W; PyTorch's default when left out.</summary>
    public InitSpec WeightInit { get; init; } = new KaimingUniformInit();

    /// <summary>The first values of b; PyTorch's default when left out.</summary>
    public InitSpec BiasInit { get; init; } = new KaimingUniformInit();

    internal override Shape OutputShape(Shape input) => [Outputs];

    internal override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        yield return new ParameterSpec("weight", [Outputs, input[0]], input[0], WeightInit);
        if (Bias)
            yield return new ParameterSpec("bias", [Outputs], input[0], BiasInit);
    }

    internal override void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
        if (input.Rank != 1)
            errors.Add(new ParameterError(path, $"linear needs samples of one axis, and gets {input}"));
        if (Outputs < 1)
            errors.Add(new ParameterError($"{path}.outputs", $"{Outputs} is not at least 1"));
        else if (input.Rank == 1 && !PaddedMatrix.Fits(input[0], Outputs))
            errors.Add(new ParameterError($"{path}.outputs", $"{Outputs} outputs of {input[0]} inputs are more weights than an array holds"));
        WeightInit.Validate($"{path}.weightInit", errors);
        BiasInit.Validate($"{path}.biasInit", errors);
    }

    internal override Layer<T> CreateReference<T>(Shape input) => new Linear<T>(input[0], Outputs, Bias);
}
