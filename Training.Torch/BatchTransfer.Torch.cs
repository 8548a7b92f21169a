using System.Runtime.InteropServices;
using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>Brings batches to the device.</summary>
/// <remarks>
/// To a GPU a batch goes through pinned memory, so that the copy runs while the next batch is made. libtorch's allocator of pinned memory gives a block away again only
/// when its copy is done. On the processor a batch is copied once, into memory that is taken once.
/// </remarks>
internal sealed class BatchTransfer : IDisposable
{
    private readonly torch.Device _device;
    private readonly bool _isGpu;
    private torch.Tensor _inputs = torch.empty(0, torch.float32), _targets = torch.empty(0, torch.float32), _labels = torch.empty(0, torch.int64);

    /// <param name="device">Where batches go.</param>
    public BatchTransfer(TorchDevice device) => (_device, _isGpu) = (device.Open(), device.IsGpu);

    /// <summary>Inputs on the device, flat; valid until the next call.</summary>
    /// <param name="values"><c>[n, ...]</c>.</param>
    /// <param name="rows">n.</param>
    public torch.Tensor Inputs(ReadOnlySpan<float> values, int rows) => Move(Filled(ref _inputs, values)).reshape(rows, -1);

    /// <summary>Targets on the device; valid until the next call.</summary>
    /// <param name="values"><c>[n, ...]</c>.</param>
    /// <param name="rows">n.</param>
    public torch.Tensor Targets(ReadOnlySpan<float> values, int rows) => Move(Filled(ref _targets, values)).reshape(rows, -1);

    /// <summary>Labels on the device; valid until the next call.</summary>
    public torch.Tensor Labels(ReadOnlySpan<int> labels)
    {
        torch.Tensor host = Room(ref _labels, labels.Length);
        Span<long> target = MemoryMarshal.Cast<byte, long>(host.bytes);
        for (int i = 0; i < labels.Length; i++)
            target[i] = labels[i];
        return Move(host);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inputs.Dispose();
        _targets.Dispose();
        _labels.Dispose();
    }

    private torch.Tensor Move(torch.Tensor host) => _isGpu ? host.pin_memory().to(_device, non_blocking: true) : host;

    private static torch.Tensor Filled(ref torch.Tensor memory, ReadOnlySpan<float> values)
    {
        torch.Tensor host = Room(ref memory, values.Length);
        values.CopyTo(MemoryMarshal.Cast<byte, float>(host.bytes));
        return host;
    }

    /// <summary>The beginning of memory that grows to the largest batch.</summary>
    private static torch.Tensor Room(ref torch.Tensor memory, int length)
    {
        if (memory.numel() < length)
        {
            torch.Tensor larger = torch.empty(length, memory.dtype).DetachFromDisposeScope();
            memory.Dispose();
            memory = larger;
        }

        return memory.narrow(0, 0, length);
    }
}
