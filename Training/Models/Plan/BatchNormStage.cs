using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>y = f(γ x̂ + β): batch normalisation of features with the activation behind it. The formulas are those of <see cref="BatchNorm1d{T}"/>.</summary>
internal sealed unsafe class BatchNormStage : Stage
{
    private readonly KernelSet _kernels;
    private readonly BatchNorm1dSpec _spec;
    private readonly TrainableMatrix? _weight, _bias;
    private readonly StoredMatrix _runningMean, _runningVariance, _batches;
    private readonly Activation _activation;
    private readonly float _slope;
    private readonly PaddedMatrix _mean, _scale, _weightGradient, _biasGradient, _ones, _zeros;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="spec">Momentum and ε.</param>
    /// <param name="parameters">γ and β, or nothing.</param>
    /// <param name="buffers">The running mean, the running variance and the number of batches.</param>
    /// <param name="activation">f.</param>
    /// <param name="slope">The parameter of f, where it has one.</param>
    /// <param name="capacity">The most rows of a forward pass.</param>
    /// <param name="batch">The most rows of a backward pass.</param>
    public BatchNormStage(
        KernelSet kernels, BatchNorm1dSpec spec, IReadOnlyList<TrainableMatrix> parameters, IReadOnlyList<StoredMatrix> buffers,
        Activation activation, float slope, int capacity, int batch)
        : base(buffers[0].Value.Columns, capacity, batch)
    {
        (_kernels, _spec, _activation, _slope) = (kernels, spec, activation, slope);
        (_weight, _bias) = parameters.Count == 2 ? (parameters[0], parameters[1]) : (null, null);
        (_runningMean, _runningVariance, _batches) = (buffers[0], buffers[1], buffers[2]);
        int features = buffers[0].Value.Columns;
        (_mean, _scale) = (new PaddedMatrix(1, features), new PaddedMatrix(1, features));
        (_weightGradient, _biasGradient) = (new PaddedMatrix(1, features), new PaddedMatrix(1, features));
        (_ones, _zeros) = (new PaddedMatrix(1, features), new PaddedMatrix(1, features));
        _ones.Row(0).Fill(1);
    }

    public override IReadOnlyList<TrainableMatrix> Parameters => _weight is null || _bias is null ? [] : [_weight, _bias];

    public override IReadOnlyList<StoredMatrix> Buffers => [_runningMean, _runningVariance, _batches];

    public override void Forward(MatrixView input, int rows, Mode mode)
    {
        if (mode == Mode.Evaluate)
        {
            _kernels.BatchNormEvaluate(Task(input, rows), _activation, _slope);
            return;
        }

        _batches.Value.Row(0)[0]++;
        _kernels.BatchNormTrain(Task(input, rows), _activation, _slope);
    }

    public override void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        BatchNormTask task = Task(input, rows);
        task.OutputGradient = OutputGradient.Pointer;
        task.InputGradient = inputGradient is null ? null : inputGradient.Pointer;
        task.WeightGradient = (_weight?.Gradient ?? _weightGradient).Pointer;
        task.BiasGradient = (_bias?.Gradient ?? _biasGradient).Pointer;
        _kernels.BatchNormBackward(task, _activation, _slope);
        if (descent is not { } step || _weight is null || _bias is null)
            return;
        _kernels.Descend(_weight.Value.Pointer, task.WeightGradient, task.Width, step.Rate, step.Decay);
        _kernels.Descend(_bias.Value.Pointer, task.BiasGradient, task.Width, step.Rate, step.Decay);
    }

    private BatchNormTask Task(MatrixView input, int rows) => new()
    {
        Rows = rows,
        Width = Output.Stride,
        Input = input.Pointer,
        Output = Output.Pointer,
        Weight = (_weight?.Value ?? _ones).Pointer,
        Bias = (_bias?.Value ?? _zeros).Pointer,
        Mean = _mean.Pointer,
        Scale = _scale.Pointer,
        RunningMean = _runningMean.Value.Pointer,
        RunningVariance = _runningVariance.Value.Pointer,
        Momentum = (float)_spec.Momentum,
        Epsilon = (float)_spec.Epsilon,
    };
}
