using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Torch.Tests;

/// <summary>Runs everything on both backends and compares what they say. The managed one is followed: its state goes over to the other now and then.</summary>
/// <param name="managed">Whose answers are given.</param>
/// <param name="torch">Who is held to them.</param>
/// <param name="carried">After how many steps the state is carried over; 0 for never.</param>
internal sealed class RefereeModel(IModel managed, IModel torch, int carried) : IModel
{
    private const double Relative = 1e-4;

    private int _steps;

    /// <summary>The largest relative difference of a loss.</summary>
    public double Worst { get; private set; }

    /// <summary>The answers that were compared.</summary>
    public int Compared { get; private set; }

    public ModelSpec Spec => managed.Spec;

    public double LearningRate
    {
        get => managed.LearningRate;
        set => (managed.LearningRate, torch.LearningRate) = (value, value);
    }

    public double Penalty => Same(managed.Penalty, torch.Penalty, "penalty");

    public StepResult TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        if (carried > 0 && _steps % carried == 0)
            CarryOver();
        _steps++;
        StepResult expected = managed.TrainStep(inputs, labels), found = torch.TrainStep(inputs, labels);
        // A sample whose two largest outputs are equal but for rounding may be told either way.
        Assert.InRange(found.Correct, expected.Correct - 1, expected.Correct + 1);
        Same(expected.Loss, found.Loss, $"loss of step {_steps}");
        return expected;
    }

    public double TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        _steps++;
        return Same(managed.TrainStep(inputs, targets), torch.TrainStep(inputs, targets), $"loss of step {_steps}");
    }

    public Evaluation Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        if (carried > 0)
            CarryOver();
        Evaluation expected = managed.Evaluate(inputs, labels), found = torch.Evaluate(inputs, labels);
        Same(expected.Loss, found.Loss, "loss of an evaluation");
        Same(expected.Accuracy, found.Accuracy, "accuracy of an evaluation");
        return expected;
    }

    public double Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) =>
        Same(managed.Evaluate(inputs, targets), torch.Evaluate(inputs, targets), "loss of an evaluation");

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => managed.Predict(inputs, outputs);

    public IReadOnlyList<NamedTensor> GetState() => managed.GetState();

    public void LoadState(IReadOnlyList<NamedTensor> state)
    {
        managed.LoadState(state);
        torch.LoadState(state);
    }

    public byte[] GetRandomState() => managed.GetRandomState();

    public void LoadRandomState(ReadOnlySpan<byte> state)
    {
        managed.LoadRandomState(state);
        torch.LoadRandomState(state);
    }

    public OptimizerState GetOptimizerState() => managed.GetOptimizerState();

    public void LoadOptimizerState(OptimizerState state)
    {
        managed.LoadOptimizerState(state);
        torch.LoadOptimizerState(state);
    }

    public void Dispose()
    {
        managed.Dispose();
        torch.Dispose();
    }

    private void CarryOver()
    {
        torch.LoadState(managed.GetState());
        torch.LoadOptimizerState(managed.GetOptimizerState());
    }

    private double Same(double expected, double found, string what)
    {
        double difference = expected == found ? 0 : Math.Abs(found - expected) / Math.Abs(expected);
        Assert.True(difference <= Relative, $"{what}: managed {expected:R}, torch {found:R}, relative {difference:E1}");
        (Worst, Compared) = (Math.Max(Worst, difference), Compared + 1);
        return expected;
    }
}
