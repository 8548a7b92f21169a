using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Jobs;

/// <summary>A model whose device has memory for so many steps.</summary>
internal sealed class ExhaustedModel(IModel model, int steps) : IModel
{
    private int _taken;

    public ModelSpec Spec => model.Spec;

    public double LearningRate
    {
        get => model.LearningRate;
        set => model.LearningRate = value;
    }

    public double Penalty => model.Penalty;

    public StepResult TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) =>
        _taken++ < steps ? model.TrainStep(inputs, labels) : throw new DeviceMemoryException("full.");

    public double TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => model.TrainStep(inputs, targets);

    public Evaluation Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => model.Evaluate(inputs, labels);

    public double Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => model.Evaluate(inputs, targets);

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => model.Predict(inputs, outputs);

    public IReadOnlyList<NamedTensor> GetState() => model.GetState();

    public void LoadState(IReadOnlyList<NamedTensor> state) => model.LoadState(state);

    public byte[] GetRandomState() => model.GetRandomState();

    public void LoadRandomState(ReadOnlySpan<byte> state) => model.LoadRandomState(state);

    public OptimizerState GetOptimizerState() => model.GetOptimizerState();

    public void LoadOptimizerState(OptimizerState state) => model.LoadOptimizerState(state);

    public void Dispose() => model.Dispose();
}
