using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Tests;

namespace ActorTraining.Training.Torch.Tests;

/// <summary>A model on both backends, with the same first weights.</summary>
internal sealed class ModelPair : IDisposable
{
    private const float Relative = 1e-4f;

    private readonly TrainingSpec _training;
    private readonly int _inputs, _outputs;

    public ModelPair(ModelSpec model, TrainingSpec training)
    {
        _training = training;
        (_inputs, _outputs) = (model.InputShape.Length, model.OutputShape().Length);
        Managed = new ManagedBackend().Build(model, training, Numbers.Source(1));
        Torch = new TorchBackend(TorchDevice.Processor).Build(model, training, Numbers.Source(1));
    }

    public IModel Managed { get; }

    public IModel Torch { get; }

    /// <summary>Takes a step with both on samples of a seed, and holds their losses, and how they judge afterwards, to each other.</summary>
    public void Step(int rows, int seed)
    {
        float[] inputs = Numbers.Draw(rows * _inputs, seed);
        (double Loss, double Judged) expected = Step(Managed, inputs, rows, seed), found = Step(Torch, inputs, rows, seed);
        Assert.Equal(expected.Loss, found.Loss, Math.Abs(expected.Loss) * Relative);
        Assert.Equal(expected.Judged, found.Judged, Math.Abs(expected.Judged) * Relative);
    }

    /// <summary>Holds weights, statistics, what the optimizers remember, and predictions to each other.</summary>
    public void AssertSameState()
    {
        AssertSame(Managed.GetState(), Torch.GetState());
        Assert.Equal(Managed.GetOptimizerState().Steps, Torch.GetOptimizerState().Steps);
        AssertSame(Managed.GetOptimizerState().Tensors, Torch.GetOptimizerState().Tensors);
        Assert.Equal(Managed.GetRandomState(), Torch.GetRandomState());
        float[] inputs = Numbers.Draw(3 * _inputs, 99), expected = new float[3 * _outputs], found = new float[3 * _outputs];
        Managed.Predict(inputs, expected);
        Torch.Predict(inputs, found);
        Assert.InRange(Distance(expected, found), 0, Relative);
    }

    public void Dispose()
    {
        Managed.Dispose();
        Torch.Dispose();
    }

    private static void AssertSame(IReadOnlyList<NamedTensor> expected, IReadOnlyList<NamedTensor> found)
    {
        Assert.Equal(expected.Select(tensor => (tensor.Name, tensor.Value.Shape)), found.Select(tensor => (tensor.Name, tensor.Value.Shape)));
        foreach ((NamedTensor one, NamedTensor other) in expected.Zip(found))
            Assert.True(Distance(one.Value.Span.ToArray(), other.Value.Span.ToArray()) is var distance && distance <= Relative, $"{one.Name}: the relative distance is {distance:E1}");
    }

    /// <summary>|a - b| / |a|, in the L2 norm; where a is nothing but rounding, as the gradient of a bias before a normalisation, |a - b|.</summary>
    private static double Distance(float[] expected, float[] found) =>
        Norm(expected.Zip(found, (a, b) => (double)a - b)) / Math.Max(Norm(expected.Select(a => (double)a)), 1e-3);

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

    private (double Loss, double Judged) Step(IModel model, float[] inputs, int rows, int seed)
    {
        if (_training.Loss is LossKind.CrossEntropy or LossKind.NegativeLogLikelihood)
        {
            int[] labels = Numbers.Labels(rows, _outputs, seed);
            return (model.TrainStep(inputs, labels).Loss, model.Evaluate(inputs, labels).Loss);
        }

        float[] targets = Numbers.Draw(rows * _outputs, seed + 1, 0, 1);
        return (model.TrainStep(inputs, (ReadOnlySpan<float>)targets), model.Evaluate(inputs, (ReadOnlySpan<float>)targets));
    }
}
