using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>A device on which models live, and what a trial may take of it.</summary>
/// <param name="Name">The name in specs and messages: <c>cpu</c>, <c>cuda:1</c>.</param>
/// <param name="Memory">The bytes that a trial may take; 0 where there is no limit.</param>
internal sealed record TorchDevice(string Name, long Memory)
{
    /// <summary>The processor. What a caller brings lies in its memory already, so little is kept twice, and no step is outstanding.</summary>
    public static TorchDevice Processor { get; } = new("cpu", 0) { KeptBytes = 256L << 20, MostOutstanding = 1 };

    /// <summary>The bytes of samples that it keeps beside a model at most.</summary>
    public long KeptBytes { get; init; }

    /// <summary>The steps that may be outstanding.</summary>
    public int MostOutstanding { get; init; } = 256;

    /// <summary>The bytes of batches on their way to the device at most.</summary>
    public long QueuedBytes { get; init; } = 256L << 20;

    /// <summary>Whether it has a memory of its own.</summary>
    public bool IsGpu => Name != Processor.Name;

    /// <summary>A GPU.</summary>
    /// <param name="index">Its number as CUDA counts, from 0.</param>
    /// <param name="memory">The bytes that a trial may take; 0 where that is not known.</param>
    public static TorchDevice Gpu(int index, long memory) => new($"cuda:{index}", memory)
    {
        // Half of the share is left to the model and to what the allocator cannot use.
        KeptBytes = memory > 0 ? memory / 2 : 1L << 30,
    };

    /// <summary>The device as TorchSharp knows it.</summary>
    public torch.Device Open() => torch.device(Name);
}
