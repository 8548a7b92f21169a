using System.Runtime.InteropServices;
using ActorTraining.Training.Data;
using ActorTraining.Training.Models.Devices;
using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>Samples in the memory of a device; pixels stay bytes there and become numbers batch by batch.</summary>
internal sealed class KeptSamples : IDeviceSamples
{
    /// <summary>The bytes that are copied at once.</summary>
    private const int Piece = 1 << 26;

    private readonly torch.Tensor _values, _targets, _largest;
    private readonly torch.Tensor? _means, _deviations;
    private readonly int _channels;
    private readonly Action _freed;
    private torch.Tensor? _order;
    private int _arranged;

    private KeptSamples(torch.Tensor values, torch.Tensor targets, (torch.Tensor Means, torch.Tensor Deviations)? scaling, int channels, Action freed)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        (_values, _targets, _means, _deviations) = (values, targets, scaling?.Means, scaling?.Deviations);
        (_channels, _freed, Count) = (channels, freed, (int)values.shape[0]);
        _arranged = Count;
        _largest = torch.tensor([255f]).to(values.device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>The bytes that images take, with their labels and an order.</summary>
    public static long BytesOf(ImageSet images) => images.Count * ((long)images.Shape.Size + (2 * sizeof(long)));

    /// <summary>The bytes that samples take.</summary>
    public static long BytesOf(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => ((long)inputs.Length + targets.Length) * sizeof(float);

    /// <summary>Copies images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="scaling">How bytes become numbers.</param>
    /// <param name="device">Where they go.</param>
    /// <param name="freed">Is told the bytes when they are given back.</param>
    public static KeptSamples Of(ImageSet images, PixelScaling scaling, torch.Device device, Action<long> freed)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        int size = images.Shape.Size, rows = Math.Max(1, Piece / size);
        torch.Tensor pixels = torch.empty([images.Count, size], torch.uint8, device);
        for (int first = 0; first < images.Count; first += rows)
        {
            int count = Math.Min(rows, images.Count - first);
            using torch.Tensor host = torch.empty([count, size], torch.uint8);
            for (int i = 0; i < count; i++)
                images.Pixels(first + i).CopyTo(host.bytes.Slice(i * size, size));
            pixels.narrow(0, first, count).copy_(host);
        }

        using torch.Tensor classes = torch.empty(images.Count, torch.uint8);
        images.Labels.CopyTo(classes.bytes);
        torch.Tensor labels = classes.to(torch.int64).to(device);
        (torch.Tensor, torch.Tensor)? scales = scaling.Means.IsEmpty ? null : (Column(scaling.Means, device), Column(scaling.Deviations, device));
        return new KeptSamples(pixels.DetachFromDisposeScope(), labels.DetachFromDisposeScope(), scales, images.Shape.Channels, () => freed(BytesOf(images)));
    }

    /// <summary>Copies samples.</summary>
    /// <param name="inputs"><c>[n, ...]</c>.</param>
    /// <param name="targets"><c>[n, ...]</c>.</param>
    /// <param name="count">n.</param>
    /// <param name="device">Where they go.</param>
    /// <param name="freed">Is told the bytes when they are given back.</param>
    public static KeptSamples Of(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int count, torch.Device device, Action<long> freed)
    {
        torch.Tensor values = torch.empty([count, inputs.Length / count], torch.float32, device).DetachFromDisposeScope();
        torch.Tensor wanted = torch.empty([count, targets.Length / count], torch.float32, device).DetachFromDisposeScope();
        HostCopy.Write(values, inputs);
        HostCopy.Write(wanted, targets);
        long bytes = BytesOf(inputs, targets);
        return new KeptSamples(values, wanted, null, 1, () => freed(bytes));
    }

    /// <inheritdoc/>
    public void Arrange(ReadOnlySpan<int> order)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.Tensor host = torch.empty(order.Length, torch.int32);
        order.CopyTo(MemoryMarshal.Cast<byte, int>(host.bytes));
        _order?.Dispose();
        _order = host.to(torch.int64).to(_values.device).DetachFromDisposeScope();
        _arranged = order.Length;
    }

    /// <summary>Some samples in the order that they are arranged in.</summary>
    /// <returns>Inputs and targets, <c>[count, ...]</c>.</returns>
    public (torch.Tensor Inputs, torch.Tensor Targets) Arranged(int first, int count)
    {
        if (count < 1 || first < 0 || count > _arranged - first)
            throw new ArgumentException($"{count} samples from {first} on are not among the {_arranged} that are arranged");
        if (_order is null)
            return InPlace(first, count);
        torch.Tensor indices = _order.narrow(0, first, count);
        return (Scaled(_values.index_select(0, indices)), _targets.index_select(0, indices));
    }

    /// <summary>Some samples in the order of the set.</summary>
    /// <returns>Inputs and targets, <c>[count, ...]</c>.</returns>
    public (torch.Tensor Inputs, torch.Tensor Targets) InPlace(int first, int count) =>
        (Scaled(_values.narrow(0, first, count)), _targets.narrow(0, first, count));

    /// <inheritdoc/>
    public void Dispose()
    {
        _freed();
        foreach (torch.Tensor? tensor in (ReadOnlySpan<torch.Tensor?>)[_values, _targets, _largest, _means, _deviations, _order])
            tensor?.Dispose();
    }

    /// <summary>The steps and roundings of <see cref="PixelScaling"/>.</summary>
    private torch.Tensor Scaled(torch.Tensor values)
    {
        if (values.dtype == torch.float32)
            return values;
        torch.Tensor unit = values.to(torch.float32).div_(_largest);
        return _means is null || _deviations is null ? unit : unit.view(values.shape[0], _channels, -1).sub_(_means).div_(_deviations);
    }

    /// <summary><c>[channels, 1]</c>, or <c>[1, 1]</c>.</summary>
    private static torch.Tensor Column(ReadOnlySpan<float> values, torch.Device device) =>
        torch.tensor(values.ToArray(), torch.float32).reshape(-1, 1).to(device).DetachFromDisposeScope();
}
