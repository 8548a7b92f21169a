namespace ActorTraining.Training.Data;

/// <summary>Images in an array.</summary>
internal sealed class ArrayPixels(byte[] pixels) : PixelStore
{
    /// <inheritdoc/>
    public override long Length => pixels.Length;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long start, int length) => pixels.AsSpan((int)start, length);
}
