namespace ActorTraining.Training.Data;

/// <summary>Moves images by whole pixels and mirrors them, exactly.</summary>
internal static class PixelMove
{
    /// <summary>Moves one image.</summary>
    /// <param name="source">The image, <c>[channels, height, width]</c>.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="mirrored">Whether it is mirrored left to right, before it is moved.</param>
    /// <param name="moveX">The pixels to the right.</param>
    /// <param name="moveY">The pixels down.</param>
    /// <param name="target">Receives the image; what comes in is black.</param>
    public static void Apply(ReadOnlySpan<byte> source, ImageShape shape, bool mirrored, int moveX, int moveY, Span<byte> target)
    {
        (int channels, int height, int width) = shape;
        int from = Math.Clamp(-moveX, 0, width), count = Math.Max(width - Math.Abs(moveX), 0);
        for (int row = 0; row < channels * height; row++)
        {
            int y = (row % height) - moveY;
            Span<byte> into = target.Slice(row * width, width);
            if (y < 0 || y >= height || count == 0)
            {
                into.Clear();
                continue;
            }

            ReadOnlySpan<byte> whole = source.Slice(((row / height * height) + y) * width, width);
            Span<byte> part = into.Slice(Math.Max(moveX, 0), count);
            into[..Math.Max(moveX, 0)].Clear();
            into[(Math.Max(moveX, 0) + count)..].Clear();
            if (mirrored)
            {
                whole.Slice(width - from - count, count).CopyTo(part);
                part.Reverse();
            }
            else
            {
                whole.Slice(from, count).CopyTo(part);
            }
        }
    }
}
