using ActorTraining.Training.Kernels;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The parameters, buffers and statistics of a batch normalisation of channels.</summary>
internal sealed unsafe class ChannelNorm
{
    private readonly BatchNorm2dSpec _spec;
    private readonly TrainableMatrix? _weight, _bias;
    private readonly StoredMatrix _runningMean, _runningVariance, _batches;
    private readonly PaddedMatrix _weightGradient, _biasGradient;

    /// <param name="spec">Momentum and ε.</param>
    /// <param name="parameters">γ and β, or nothing.</param>
    /// <param name="buffers">The running mean, the running variance and the number of batches.</param>
    public ChannelNorm(BatchNorm2dSpec spec, IReadOnlyList<TrainableMatrix> parameters, IReadOnlyList<StoredMatrix> buffers)
    {
        _spec = spec;
        (_weight, _bias) = parameters.Count == 2 ? (parameters[0], parameters[1]) : (null, null);
        (_runningMean, _runningVariance, _batches) = (buffers[0], buffers[1], buffers[2]);
        Channels = buffers[0].Value.Columns;
        (Mean, Scale) = (new double[Channels], new double[Channels]);
        (_weightGradient, _biasGradient) = (new PaddedMatrix(1, Channels), new PaddedMatrix(1, Channels));
    }

    public int Channels { get; }

    public IReadOnlyList<TrainableMatrix> Parameters => _weight is null || _bias is null ? [] : [_weight, _bias];

    public IReadOnlyList<StoredMatrix> Buffers => [_runningMean, _runningVariance, _batches];

    /// <summary>μ of the last pass, channel by channel.</summary>
    public double[] Mean { get; }

    /// <summary>1 / √(σ² + ε) of the last pass, channel by channel.</summary>
    public double[] Scale { get; }

    /// <summary>γ of a channel.</summary>
    public float Weight(int channel) => _weight is null ? 1 : _weight.Value.Pointer[channel];

    /// <summary>β of a channel.</summary>
    public float Bias(int channel) => _bias is null ? 0 : _bias.Value.Pointer[channel];

    /// <summary>Takes the running statistics.</summary>
    public void TakeRunning()
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            Mean[channel] = _runningMean.Value.Pointer[channel];
            Scale[channel] = 1 / Math.Sqrt(_runningVariance.Value.Pointer[channel] + _spec.Epsilon);
        }
    }

    /// <summary>Takes those of a batch for one channel, of which the running ones get their share.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="mean">The mean of its pixels.</param>
    /// <param name="variance">Their variance, divided by their number.</param>
    /// <param name="pixels">Their number in the batch, at least 2.</param>
    public void Take(int channel, double mean, double variance, long pixels)
    {
        Mean[channel] = mean;
        Scale[channel] = 1 / Math.Sqrt(variance + _spec.Epsilon);
        Follow(ref _runningMean.Value.Pointer[channel], mean);
        Follow(ref _runningVariance.Value.Pointer[channel], variance * pixels / (pixels - 1));

        void Follow(ref float running, double value) => running = (float)((1 - _spec.Momentum) * running + _spec.Momentum * value);
    }

    /// <summary>Counts a batch of training.</summary>
    public void CountBatch() => _batches.Value.Pointer[0]++;

    /// <summary>Keeps dL/dγ and dL/dβ of a channel.</summary>
    public void SetGradient(int channel, double weight, double bias)
    {
        (_weight?.Gradient ?? _weightGradient).Pointer[channel] = (float)weight;
        (_bias?.Gradient ?? _biasGradient).Pointer[channel] = (float)bias;
    }

    /// <summary>Lets γ and β step down their gradients where a step is given.</summary>
    public void Finish(KernelSet kernels, Descent? descent)
    {
        if (descent is not { } step || _weight is null || _bias is null)
            return;
        kernels.Descend(_weight.Value.Pointer, _weightGradient.Pointer, _weight.Value.Stride, step.Rate, step.Decay);
        kernels.Descend(_bias.Value.Pointer, _biasGradient.Pointer, _bias.Value.Stride, step.Rate, step.Decay);
    }
}
