using ActorTraining.Training.Layers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>Batch normalisation of <c>[features]</c>, as <c>nn.BatchNorm1d</c>: y = weight (x - mean) / √(variance + ε) + bias.</summary>
/// <remarks>
/// In training, mean and variance are those of the batch (the variance divided by n), and the running ones follow them (the variance divided by
/// n - 1); otherwise the running ones are used. Ioffe and Szegedy, "Batch Normalization", 2015, algorithms 1 and 2.
/// </remarks>
public sealed record BatchNorm1dSpec : LayerSpec
{
    /// <summary>How much of a batch's statistics goes into the running ones, in (0, 1].</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>ε, added to the variance, greater than 0.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Whether there are a trained weight (1 at first) and bias (0 at first) per feature.</summary>
    public bool Affine { get; init; } = true;

    internal override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        if (!Affine)
            yield break;
        yield return new ParameterSpec("weight", [input[0]], 1, new ConstantInit(1));
        yield return new ParameterSpec("bias", [input[0]], 1, new ZerosInit());
    }

    internal override IEnumerable<BufferSpec> Buffers(Shape input) =>
        [new("running_mean", [input[0]], 0), new("running_var", [input[0]], 1), new("num_batches_tracked", [], 0)];

    internal override int LeastBatch(Shape input) => 2;

    internal override void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
        if (input.Rank != 1)
            errors.Add(new ParameterError(path, $"batch-norm-1d needs samples of one axis, and gets {input}"));
        if (!(Momentum > 0 && Momentum <= 1))
            errors.Add(new ParameterError($"{path}.momentum", $"{Momentum} is not in (0, 1]"));
        if (!double.IsFinite(Epsilon) || Epsilon <= 0)
            errors.Add(new ParameterError($"{path}.epsilon", $"{Epsilon} is not a finite number greater than 0"));
    }

    internal override Layer<T> CreateReference<T>(Shape input) =>
        new BatchNorm1d<T>(input[0], T.CreateChecked(Momentum), T.CreateChecked(Epsilon), Affine);
}
