using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>Samples in a caller's memory, with labels or with targets.</summary>
internal readonly ref struct HostSamples
{
    private readonly ReadOnlySpan<float> _inputs, _targets;
    private readonly ReadOnlySpan<int> _labels;

    /// <summary>Samples with class labels, <c>[n]</c>.</summary>
    public HostSamples(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        (Count, TakesLabels) = (labels.Length, true);
        _inputs = inputs;
        _labels = labels;
    }

    /// <summary>Samples with targets; without any for predictions.</summary>
    public HostSamples(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int count)
    {
        Count = count;
        _inputs = inputs;
        _targets = targets;
    }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    private bool TakesLabels { get; }

    /// <summary>Some of them.</summary>
    public HostSamples Slice(int first, int count)
    {
        ReadOnlySpan<float> inputs = Rows(_inputs, first, count);
        return TakesLabels ? new HostSamples(inputs, _labels.Slice(first, count)) : new HostSamples(inputs, Rows(_targets, first, count), count);
    }

    /// <summary>Brings them to the device.</summary>
    /// <returns>Inputs <c>[n, ...]</c>, and labels <c>[n]</c> or targets <c>[n, ...]</c>.</returns>
    public (torch.Tensor Inputs, torch.Tensor Targets) Move(BatchTransfer transfer) =>
        (transfer.Inputs(_inputs, Count), TakesLabels ? transfer.Labels(_labels) : transfer.Targets(_targets, Count));

    private ReadOnlySpan<float> Rows(ReadOnlySpan<float> values, int first, int count)
    {
        int width = values.Length / Count;
        return values.Slice(first * width, count * width);
    }
}
