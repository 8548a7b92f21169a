using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.ConvolutionRecovery;

/// <summary>Images, the outputs of the given layer C0 on them, and a layer C that learns to give the same.</summary>
internal sealed class RecoveryTask : IDisposable
{
    private const string Parameter = "0.weight";

    private readonly Tensor<float> _images, _outputs, _target;
    private readonly int _batch;
    private readonly IDeviceSamples? _kept;
    private readonly Queue<int> _outstanding = [];

    /// <summary>Computes C0's outputs and draws C's first weights, uniform in [-1, 1].</summary>
    /// <param name="backend">Builds C.</param>
    /// <param name="images"><c>[n, channels, height, width]</c>, normalised.</param>
    /// <param name="target">C0, <c>[filters, channels, size, size]</c>.</param>
    /// <param name="optimizer">How C learns.</param>
    /// <param name="batch">The images of a step.</param>
    /// <param name="random">Draws C's first weights.</param>
    public RecoveryTask(IModelBackend backend, Tensor<float> images, Tensor<float> target, OptimizerSpec optimizer, int batch, TorchRandom random)
    {
        (_images, _target, _batch) = (images, target, Math.Min(batch, images.Shape[0]));
        var layer = new ModelSpec(
            Shape.Create(images.Shape.AsSpan()[1..]),
            [new Conv2dSpec(target.Shape[0], new AxisPair(target.Shape[2], target.Shape[3])) { Bias = false, WeightInit = new UniformInit(-1, 1) }]);
        Model = backend.Build(layer, new TrainingSpec(optimizer, LossKind.L2, _batch), random);
        First = Weights.Clone();
        _outputs = new Tensor<float>(Shape.Create([images.Shape[0], .. layer.OutputShape().AsSpan()]));
        Model.LoadState([new NamedTensor(Parameter, target)]);
        Model.Predict(images.Span, _outputs.Span);
        Model.LoadState([new NamedTensor(Parameter, First)]);
        _kept = (Model as IDeviceModel)?.Keep(images.Span, (ReadOnlySpan<float>)_outputs.Span);
    }

    /// <summary>C.</summary>
    public IModel Model { get; }

    /// <summary>The first weights of C.</summary>
    public Tensor<float> First { get; }

    /// <summary>The weights of C as they are.</summary>
    public Tensor<float> Weights => Model.GetState()[0].Value;

    /// <summary>|C - C0| / |C0|.</summary>
    public double WeightError => WeightDistance / Norm(_target.Span, []);

    /// <summary>|C - C0|, the root of the sum of squares.</summary>
    public double WeightDistance => Norm(Weights.Span, _target.Span);

    /// <summary>The number of values in all outputs together.</summary>
    public long OutputValues => _outputs.Length;

    /// <summary>One pass over all images, in their order.</summary>
    /// <param name="isAsked">Whether the error is wanted; a device that keeps the images is not waited for where it is not.</param>
    /// <param name="stop">Ends the pass before a step.</param>
    /// <returns>The mean squared error over the pass, each batch before its own step; null where nobody waited for it.</returns>
    public double? Epoch(bool isAsked, CancellationToken stop) => _kept is null ? Brought(stop) : Kept((IDeviceModel)Model, _kept, isAsked, stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept?.Dispose();
        Model.Dispose();
    }

    private double Brought(CancellationToken stop)
    {
        int n = _images.Shape[0];
        double loss = 0;
        for (int first = 0; first < n; first += _batch)
        {
            stop.ThrowIfCancellationRequested();
            int rows = Math.Min(_batch, n - first);
            loss += rows * Model.TrainStep(_images.Slice(first, rows).Span, (ReadOnlySpan<float>)_outputs.Slice(first, rows).Span);
        }

        return loss / n;
    }

    private double? Kept(IDeviceModel device, IDeviceSamples samples, bool isAsked, CancellationToken stop)
    {
        if (isAsked)
            Collect(device);
        double loss = 0;
        for (int first = 0; first < samples.Count; first += _batch)
        {
            stop.ThrowIfCancellationRequested();
            if (_outstanding.Count == device.MostOutstanding)
                loss += Collect(device);
            int rows = Math.Min(_batch, samples.Count - first);
            device.Enqueue(samples, first, rows);
            _outstanding.Enqueue(rows);
        }

        return isAsked ? (loss + Collect(device)) / samples.Count : null;
    }

    /// <summary>The sum of the errors of the images of all steps that were outstanding.</summary>
    private double Collect(IDeviceModel device) => device.Collect().Sum(step => step.Loss * _outstanding.Dequeue());

    /// <summary>The length of a difference; of the first alone where there is no second.</summary>
    private static double Norm(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            double difference = left[i] - (right.Length == 0 ? 0 : (double)right[i]);
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }
}
