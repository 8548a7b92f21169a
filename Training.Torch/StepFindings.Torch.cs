using ActorTraining.Training.Models;
using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>What steps found, kept on the device until somebody asks: one copy for all of them in place of a wait at each.</summary>
internal sealed class StepFindings : IDisposable
{
    private readonly torch.Tensor _losses, _correct;

    /// <summary>Takes the memory.</summary>
    /// <param name="capacity">The steps that may be outstanding.</param>
    /// <param name="device">Where they are taken.</param>
    public StepFindings(int capacity, torch.Device device)
    {
        Capacity = capacity;
        _losses = torch.zeros(capacity, torch.float32, device).DetachFromDisposeScope();
        _correct = torch.zeros(capacity, torch.int64, device).DetachFromDisposeScope();
    }

    /// <summary>The steps that may be outstanding.</summary>
    public int Capacity { get; }

    /// <summary>The steps that are.</summary>
    public int Count { get; private set; }

    /// <summary>Notes a step.</summary>
    /// <param name="loss">The mean loss, <c>[]</c>.</param>
    /// <param name="correct">How many samples were told right, <c>[]</c>; null without labels.</param>
    public void Add(torch.Tensor loss, torch.Tensor? correct)
    {
        _losses.narrow(0, Count, 1).copy_(loss.detach().reshape(1));
        if (correct is not null)
            _correct.narrow(0, Count, 1).copy_(correct.reshape(1));
        Count++;
    }

    /// <summary>Waits for the steps and forgets them.</summary>
    public IReadOnlyList<StepResult> Take()
    {
        if (Count == 0)
            return [];
        using DisposeScope scope = torch.NewDisposeScope();
        float[] losses = _losses.narrow(0, 0, Count).cpu().data<float>().ToArray();
        long[] correct = _correct.narrow(0, 0, Count).cpu().data<long>().ToArray();
        Count = 0;
        return [.. losses.Zip(correct, (loss, right) => new StepResult(loss, (int)right))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _losses.Dispose();
        _correct.Dispose();
    }
}
