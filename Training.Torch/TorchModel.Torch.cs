using ActorTraining.Training.Data;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Torch.Optimizers;
using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>A model of TorchSharp's modules. It belongs to one thread at a time, that of its slot.</summary>
internal sealed class TorchModel : IDeviceModel
{
    private readonly TorchDevice _device;
    private readonly torch.Device _place;
    private readonly DeviceGuard _guard;
    private readonly TorchNetwork _network;
    private readonly TorchLoss _loss;
    private readonly TorchOptimizer _optimizer;
    private readonly WeightPenalty _penalty;
    private readonly TorchRandom _masks;
    private readonly StepFindings _findings;
    private readonly BatchTransfer _transfer;
    private readonly SampleChecks _checks;
    private readonly int _inputs, _outputs, _evaluated;
    private long _kept;

    /// <summary>Makes a model with the first parameters of the library, from specs without faults.</summary>
    /// <param name="model">The network.</param>
    /// <param name="training">Optimizer, loss and the largest batch.</param>
    /// <param name="device">Where it lives.</param>
    /// <exception cref="DeviceMemoryException">It does not fit there.</exception>
    public TorchModel(ModelSpec model, TrainingSpec training, TorchDevice device)
    {
        Spec = model;
        (_device, _place, _guard) = (device, device.Open(), new DeviceGuard(device));
        (_inputs, _outputs) = (model.InputShape.Length, model.OutputShape().Length);
        _evaluated = EvaluationBatch.Of(model, device.IsGpu);
        (_loss, _masks) = (new TorchLoss(training.Loss), new TorchRandom(training.MaskSeed));
        _checks = new SampleChecks(model, training.MaxBatch, _loss.TakesLabels);
        int outstanding = (int)Math.Clamp(device.QueuedBytes / ((long)_inputs * sizeof(float) * training.MaxBatch), 1, device.MostOutstanding);
        _network = _guard.Run(() => new TorchNetwork(model, _masks, _place));
        _optimizer = _guard.Run(() => TorchOptimizer.Create(training.Optimizer, _network.Parameters));
        _findings = _guard.Run(() => new StepFindings(outstanding, _place));
        _penalty = new WeightPenalty(training.Regularisation, _network.Parameters);
        _transfer = new BatchTransfer(device);
    }

    /// <inheritdoc/>
    public ModelSpec Spec { get; }

    /// <inheritdoc/>
    public double LearningRate
    {
        get => _optimizer.LearningRate;
        set => _optimizer.LearningRate = value;
    }

    /// <inheritdoc/>
    public double Penalty => _guard.Run(() => _penalty.Value);

    /// <inheritdoc/>
    public int MostOutstanding => _findings.Capacity;

    /// <inheritdoc/>
    public StepResult TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        CheckNoneOutstanding();
        Enqueue(inputs, labels);
        return Collect()[0];
    }

    /// <inheritdoc/>
    public double TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        CheckNoneOutstanding();
        int rows = _checks.Targets(inputs, targets);
        _checks.Batch(rows);
        _guard.Run(new HostSamples(inputs, targets, rows), samples => Step(samples.Move(_transfer)));
        return Collect()[0].Loss;
    }

    /// <inheritdoc/>
    public void Enqueue(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        _checks.Labels(inputs, labels);
        _checks.Batch(labels.Length);
        CheckRoom();
        _guard.Run(new HostSamples(inputs, labels), samples => Step(samples.Move(_transfer)));
    }

    /// <inheritdoc/>
    public void Enqueue(IDeviceSamples samples, int first, int count)
    {
        _checks.Batch(count);
        CheckRoom();
        _guard.Run(() => Step(((KeptSamples)samples).Arranged(first, count)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<StepResult> Collect() => _guard.Run(_findings.Take);

    /// <inheritdoc/>
    public IDeviceSamples? Keep(ImageSet images, PixelScaling scaling)
    {
        if (!_loss.TakesLabels)
            throw new InvalidOperationException("the loss of this model takes targets, not labels");
        return Room(KeptSamples.BytesOf(images)) ? KeptSamples.Of(images, scaling, _place, GiveBack) : null;
    }

    /// <inheritdoc/>
    public IDeviceSamples? Keep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int count = _checks.Targets(inputs, targets);
        return Room(KeptSamples.BytesOf(inputs, targets)) ? KeptSamples.Of(inputs, targets, count, _place, GiveBack) : null;
    }

    /// <inheritdoc/>
    public Evaluation Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        _checks.Labels(inputs, labels);
        (double loss, long correct) = Judge(new HostSamples(inputs, labels));
        return new Evaluation(loss / labels.Length, (double)correct / labels.Length);
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int count = _checks.Targets(inputs, targets);
        return Judge(new HostSamples(inputs, targets, count)).Loss / count;
    }

    /// <inheritdoc/>
    public Evaluation Evaluate(IDeviceSamples samples)
    {
        if (!_loss.TakesLabels)
            throw new InvalidOperationException("the loss of this model takes targets, not labels");
        (double loss, long correct) = _guard.Run(() =>
        {
            var tally = new Tally(_network, _loss, _place);
            for (int row = 0; row < samples.Count; row += _evaluated)
            {
                using DisposeScope part = torch.NewDisposeScope();
                tally.Add(((KeptSamples)samples).InPlace(row, Math.Min(_evaluated, samples.Count - row)));
            }

            return tally.Read();
        });
        return new Evaluation(loss / samples.Count, (double)correct / samples.Count);
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int count = _checks.Predictions(inputs, outputs);
        for (int row = 0; row < count; row += _evaluated)
        {
            int rows = Math.Min(_evaluated, count - row);
            float[] part = _guard.Run(new HostSamples(inputs.Slice(row * _inputs, rows * _inputs), default, rows), samples =>
            {
                using IDisposable still = torch.no_grad();
                float[] values = new float[rows * _outputs];
                HostCopy.Read(_network.Forward(samples.Move(_transfer).Inputs, training: false), values);
                return values;
            });
            part.CopyTo(outputs[(row * _outputs)..]);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<NamedTensor> GetState() => _guard.Run(_network.GetState);

    /// <inheritdoc/>
    public void LoadState(IReadOnlyList<NamedTensor> state) => _guard.Run(state, _network.LoadState);

    /// <inheritdoc/>
    public byte[] GetRandomState() => _masks.Save();

    /// <inheritdoc/>
    public void LoadRandomState(ReadOnlySpan<byte> state) => _masks.Restore(state);

    /// <inheritdoc/>
    public OptimizerState GetOptimizerState() => _guard.Run(_optimizer.GetState);

    /// <inheritdoc/>
    public void LoadOptimizerState(OptimizerState state) => _guard.Run(state, _optimizer.LoadState);

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
        _penalty.Dispose();
        _findings.Dispose();
        _transfer.Dispose();
        NativeEnvironment.ReturnFreeMemory();
    }

    /// <summary>Forward, loss, backward, update; what it found stays on the device.</summary>
    /// <returns>The number of steps that are outstanding.</returns>
    private int Step((torch.Tensor Inputs, torch.Tensor Targets) samples)
    {
        torch.Tensor outputs = _network.Forward(samples.Inputs, training: true);
        torch.Tensor loss = _loss.Mean(outputs, samples.Targets);
        loss.backward();
        _penalty.AddGradient();
        _optimizer.Step();
        _findings.Add(loss, _loss.TakesLabels ? Tally.Right(outputs.detach(), samples.Targets) : null);
        return _findings.Count;
    }

    private (double Loss, long Correct) Judge(HostSamples samples) => _guard.Run(samples, all =>
    {
        var tally = new Tally(_network, _loss, _place);
        for (int row = 0; row < all.Count; row += _evaluated)
        {
            using DisposeScope part = torch.NewDisposeScope();
            tally.Add(all.Slice(row, Math.Min(_evaluated, all.Count - row)).Move(_transfer));
        }

        return tally.Read();
    });

    /// <summary>Whether samples may be kept, and if so, notes that they are.</summary>
    private bool Room(long bytes)
    {
        if (bytes > _device.KeptBytes - _kept)
            return false;
        _kept += bytes;
        return true;
    }

    private void GiveBack(long bytes) => _kept -= bytes;

    private void CheckRoom()
    {
        if (_findings.Count == _findings.Capacity)
            throw new InvalidOperationException($"{_findings.Count} steps are outstanding; collect their findings first");
    }

    private void CheckNoneOutstanding()
    {
        if (_findings.Count > 0)
            throw new InvalidOperationException($"{_findings.Count} steps are outstanding; collect their findings before a step that tells its own");
    }
}
