using System.Runtime.InteropServices;
using ActorTraining.Training.Tensors;
using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>Copies between the arrays of this process and tensors on a device.</summary>
internal static class HostCopy
{
    /// <summary>The elements of a piece: a tensor's bytes can be seen in one span up to 2 GB.</summary>
    private const int Piece = 1 << 26;

    /// <summary>A copy of a tensor of any type.</summary>
    public static Tensor<float> Of(torch.Tensor source, Shape shape)
    {
        var copy = new Tensor<float>(shape);
        Read(source, copy.Span);
        return copy;
    }

    /// <summary>Copies a tensor of any type.</summary>
    /// <param name="source">As many elements as the target.</param>
    /// <param name="target">Receives them in row-major order.</param>
    public static void Read(torch.Tensor source, Span<float> target)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor flat = source.detach().to(torch.float32).cpu().reshape(-1);
        for (int start = 0; start < target.Length; start += Piece)
        {
            int count = Math.Min(Piece, target.Length - start);
            MemoryMarshal.Cast<byte, float>(flat.narrow(0, start, count).bytes).CopyTo(target[start..]);
        }
    }

    /// <summary>Fills a contiguous tensor of any type and device.</summary>
    public static void Write(torch.Tensor target, ReadOnlySpan<float> source)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor flat = target.reshape(-1);
        for (int start = 0; start < source.Length; start += Piece)
        {
            int count = Math.Min(Piece, source.Length - start);
            torch.Tensor host = torch.empty(count, torch.float32);
            source.Slice(start, count).CopyTo(MemoryMarshal.Cast<byte, float>(host.bytes));
            flat.narrow(0, start, count).copy_(host);
        }
    }
}
