using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>Batch normalisation of <c>[batch, features]</c>: x̂ = (x - μ) / √(σ² + ε), y = γ x̂ + β, feature by feature.</summary>
/// <remarks>
/// In training, μ and σ² are mean and variance over the n samples of the batch, σ² divided by n; the running statistics take in a share of
/// μ and of σ² n / (n - 1). In evaluation, μ and σ² are the running ones. With g = dL/dy, sums over the batch: dL/dγ = Σ g x̂, dL/dβ = Σ g,
/// dL/dx = γ / √(σ² + ε) (g - Σ g / n - x̂ Σ g x̂ / n). Ioffe and Szegedy, "Batch Normalization", 2015.
/// </remarks>
public sealed class BatchNorm1d<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _features;
    private readonly T _momentum, _epsilon;
    private readonly T[] _scale;
    private Tensor<T>? _normalized;

    /// <summary>Creates a layer with γ = 1, β = 0, running mean 0 and running variance 1.</summary>
    /// <param name="features">The number of features.</param>
    /// <param name="momentum">The share of a batch in the running statistics, in (0, 1].</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="affine">Whether γ and β are trained; without, they stay 1 and 0.</param>
    public BatchNorm1d(int features, T momentum, T epsilon, bool affine = true)
    {
        (_features, _momentum, _epsilon) = (features, momentum, epsilon);
        _scale = new T[features];
        if (affine)
        {
            Weight = new Parameter<T>("weight", [features]);
            Bias = new Parameter<T>("bias", [features]);
            Weight.Value.Span.Fill(T.One);
        }

        RunningMean = new StateBuffer<T>("running_mean", [features]);
        RunningVariance = new StateBuffer<T>("running_var", [features]);
        RunningVariance.Value.Span.Fill(T.One);
    }

    /// <summary>γ, <c>[features]</c>; null for a layer without.</summary>
    public Parameter<T>? Weight { get; }

    /// <summary>β, <c>[features]</c>; null for a layer without.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>The running mean, <c>[features]</c>.</summary>
    public StateBuffer<T> RunningMean { get; }

    /// <summary>The running variance, <c>[features]</c>.</summary>
    public StateBuffer<T> RunningVariance { get; }

    /// <summary>The number of batches that went into the running statistics, <c>[]</c>.</summary>
    public StateBuffer<T> BatchesTracked { get; } = new("num_batches_tracked", []);

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => Weight is null || Bias is null ? [] : [Weight, Bias];

    /// <inheritdoc/>
    public override IReadOnlyList<StateBuffer<T>> Buffers => [RunningMean, RunningVariance, BatchesTracked];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A batch in training has fewer than two samples.</exception>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        int rows = input.Shape[0];
        if (mode == Mode.Train && rows < 2)
            throw new ArgumentException("batch normalisation needs at least 2 samples in training");
        var output = new Tensor<T>(input.Shape);
        var normalized = new Tensor<T>(input.Shape);
        for (int j = 0; j < _features; j++)
        {
            (T mean, T variance) = mode == Mode.Train ? Statistics(input, j) : (RunningMean.Value[j], RunningVariance.Value[j]);
            _scale[j] = T.One / T.Sqrt(variance + _epsilon);
            for (int row = 0; row < rows; row++)
            {
                normalized[row, j] = (input[row, j] - mean) * _scale[j];
                output[row, j] = Weight is null || Bias is null ? normalized[row, j] : Weight.Value[j] * normalized[row, j] + Bias.Value[j];
            }
        }

        if (mode == Mode.Train)
            BatchesTracked.Value[0] += T.One;
        _normalized = normalized;
        return output;
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient)
    {
        Tensor<T> normalized = Kept(_normalized);
        int rows = normalized.Shape[0];
        var inputGradient = new Tensor<T>(normalized.Shape);
        T n = T.CreateChecked(rows);
        for (int j = 0; j < _features; j++)
        {
            T sum = T.Zero, product = T.Zero;
            for (int row = 0; row < rows; row++)
            {
                sum += outputGradient[row, j];
                product += outputGradient[row, j] * normalized[row, j];
            }

            if (Weight is not null && Bias is not null)
                (Weight.Gradient[j], Bias.Gradient[j]) = (product, sum);
            T scale = _scale[j] * (Weight?.Value[j] ?? T.One);
            for (int row = 0; row < rows; row++)
                inputGradient[row, j] = scale * (outputGradient[row, j] - sum / n - normalized[row, j] * product / n);
        }

        return inputGradient;
    }

    /// <summary>Mean and variance of a feature over the batch; the running ones take in their share.</summary>
    private (T Mean, T Variance) Statistics(Tensor<T> input, int feature)
    {
        int rows = input.Shape[0];
        T n = T.CreateChecked(rows), mean = T.Zero, squares = T.Zero;
        for (int row = 0; row < rows; row++)
            mean += input[row, feature] / n;
        for (int row = 0; row < rows; row++)
            squares += (input[row, feature] - mean) * (input[row, feature] - mean);
        RunningMean.Value[feature] += _momentum * (mean - RunningMean.Value[feature]);
        RunningVariance.Value[feature] += _momentum * (squares / (n - T.One) - RunningVariance.Value[feature]);
        return (mean, squares / n);
    }
}
