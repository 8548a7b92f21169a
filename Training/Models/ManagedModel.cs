using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Models.Plan;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>A model on managed kernels. All memory is laid out when it is built: neither a step nor an evaluation allocates.</summary>
internal sealed unsafe class ManagedModel : IModel
{
    /// <summary>The most rows of one forward pass of an evaluation: enough to use each weight often while it is in the cache.</summary>
    private const int EvaluationRows = 128;

    /// <summary>The most values that the layers of an evaluation may hold, where one sample does not have more.</summary>
    private const long EvaluationValues = 1 << 25;

    private readonly ExecutionPlan _plan;
    private readonly LossStage _loss;
    private readonly PartwiseStep? _partwise;
    private readonly Optimizer _optimizer;
    private readonly KernelSet _kernels;
    private readonly Regularisation _regularisation;
    private readonly TorchRandom _masks;
    private readonly TrainableMatrix[] _penalised;
    private readonly SampleChecks _checks;
    private readonly int _inputs, _outputs, _capacity;

    /// <summary>Creates a model with zero parameters, from specs without faults.</summary>
    public ManagedModel(ModelSpec model, TrainingSpec training, KernelSet kernels, bool skipZeros, bool fuseBlocks = true)
    {
        Spec = model;
        _inputs = model.InputShape.Length;
        _outputs = model.OutputShape().Length;
        _capacity = Math.Max(training.MaxBatch, (int)Math.Clamp(EvaluationValues / model.InputShapes().Sum(shape => (long)shape.Length), 1, EvaluationRows));
        (_kernels, _regularisation, _masks) = (kernels, training.Regularisation, new TorchRandom(training.MaskSeed));
        _plan = new PlanCompiler(model, kernels, skipZeros, _masks, _capacity, training.MaxBatch, fuseBlocks).Compile();
        _penalised = IsRegularised ? [.. _plan.Parameters.Where(parameter => parameter.IsWeight)] : [];
        _loss = LossStage.Create(training.Loss, kernels, _outputs);
        _checks = new SampleChecks(model, training.MaxBatch, _loss.TakesLabels);
        _partwise = PartwiseStep.For(_plan, _loss, _inputs, _outputs);
        _optimizer = Optimizer.Create(training.Optimizer, _plan.Parameters, kernels, fused: !IsRegularised);
        if (_optimizer.Descent is null)
        {
            foreach (TrainableMatrix parameter in _plan.Parameters)
                parameter.KeepGradient();
        }
    }

    public ModelSpec Spec { get; }

    public double LearningRate
    {
        get => _optimizer.LearningRate;
        set => _optimizer.LearningRate = value;
    }

    public double Penalty
    {
        get
        {
            double penalty = 0;
            foreach (TrainableMatrix parameter in _penalised)
            {
                (double magnitudes, double squares) = _kernels.PenaltySums(parameter.Value.Pointer, parameter.Value.Storage.Length);
                penalty += _regularisation.L1 * magnitudes + _regularisation.L2 * squares;
            }

            return penalty;
        }
    }

    private bool IsRegularised => _regularisation != Regularisation.None;

    public StepResult TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        _checks.Labels(inputs, labels);
        _checks.Batch(labels.Length);
        fixed (float* input = inputs)
        fixed (int* label = labels)
        {
            double loss = Step(input, new Targets(label, null), labels.Length, out int correct);
            return new StepResult(loss, correct);
        }
    }

    public double TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int rows = _checks.Targets(inputs, targets);
        _checks.Batch(rows);
        fixed (float* input = inputs, target = targets)
            return Step(input, new Targets(null, target), rows, out _);
    }

    public Evaluation Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        _checks.Labels(inputs, labels);
        double loss = 0;
        int correct = 0;
        fixed (float* input = inputs)
        fixed (int* label = labels)
        {
            for (int row = 0; row < labels.Length; row += _capacity)
            {
                int rows = Math.Min(_capacity, labels.Length - row);
                _plan.Forward(Rows(input, row), rows, Mode.Evaluate);
                loss += _loss.Run(_plan.Last.Output, new Targets(label + row, null), null, rows, out int right);
                correct += right;
            }
        }

        return new Evaluation(loss / labels.Length, (double)correct / labels.Length);
    }

    public double Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int count = _checks.Targets(inputs, targets);
        double loss = 0;
        fixed (float* input = inputs, target = targets)
        {
            for (int row = 0; row < count; row += _capacity)
            {
                int rows = Math.Min(_capacity, count - row);
                _plan.Forward(Rows(input, row), rows, Mode.Evaluate);
                loss += _loss.Run(_plan.Last.Output, new Targets(null, target + (nint)row * _outputs), null, rows, out _);
            }
        }

        return loss / count;
    }

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int count = _checks.Predictions(inputs, outputs);
        fixed (float* input = inputs)
        {
            for (int row = 0; row < count; row += _capacity)
            {
                int rows = Math.Min(_capacity, count - row);
                _plan.Forward(Rows(input, row), rows, Mode.Evaluate);
                for (int i = 0; i < rows; i++)
                    _plan.Last.Output.Row(i).CopyTo(outputs[((row + i) * _outputs)..]);
            }
        }
    }

    public IReadOnlyList<NamedTensor> GetState() =>
        [.. _plan.State.Select(matrix => new NamedTensor(matrix.Name, matrix.Export(matrix.Value)))];

    public void LoadState(IReadOnlyList<NamedTensor> state)
    {
        IReadOnlyList<StoredMatrix> matrices = _plan.State;
        IReadOnlyList<Tensor<float>> tensors = StateMatch.Order(state, Spec.State(), "the model");
        for (int i = 0; i < matrices.Count; i++)
            matrices[i].Import(tensors[i], matrices[i].Value);
    }

    public byte[] GetRandomState() => _masks.Save();

    public void LoadRandomState(ReadOnlySpan<byte> state) => _masks.Restore(state);

    public OptimizerState GetOptimizerState() => _optimizer.GetState();

    public void LoadOptimizerState(OptimizerState state) => _optimizer.LoadState(state);

    /// <summary>Does nothing: the memory is the collector's.</summary>
    public void Dispose()
    {
    }

    private double Step(float* input, Targets targets, int rows, out int correct)
    {
        double loss = ForwardAndBack(input, targets, rows, out correct);
        AddPenaltyGradient();
        _optimizer.Step();
        return loss / rows;
    }

    private double ForwardAndBack(float* input, Targets targets, int rows, out int correct)
    {
        correct = 0;
        if (_partwise is not null)
            return _partwise.Run(input, targets.Values, rows, _optimizer.Descent);
        MatrixView view = Rows(input, 0);
        _plan.Forward(view, rows, Mode.Train);
        double loss = _loss.Run(_plan.Last.Output, targets, _plan.Last.OutputGradient, rows, out correct);
        _plan.Backward(view, rows, _optimizer.Descent);
        return loss;
    }

    private void AddPenaltyGradient()
    {
        foreach (TrainableMatrix parameter in _penalised)
        {
            _kernels.AddPenaltyGradient(
                parameter.Value.Pointer, parameter.Gradient!.Pointer, parameter.Value.Storage.Length, (float)_regularisation.L1, (float)_regularisation.L2);
        }
    }

    private MatrixView Rows(float* input, int first) => new(input + (nint)first * _inputs, _inputs, _inputs);
}
