using ActorTraining.Training.Images;

namespace ActorTraining.Training.Pictures;

/// <summary>Between pictures and the planes that networks compute with, <c>[channels, height, width]</c>.</summary>
internal static class PlanarImage
{
    /// <summary>A picture of planes.</summary>
    /// <param name="planes"><c>[channels, height, width]</c>, 1 channel or 3.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="low">The value that becomes black.</param>
    /// <param name="high">The value that becomes white; what lies beyond either is cut off.</param>
    public static RasterImage Of(ReadOnlySpan<float> planes, int channels, int height, int width, float low = 0, float high = 1)
    {
        byte[] bytes = new byte[planes.Length];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = float.IsNaN(planes[i]) ? (byte)128 : (byte)Math.Round(Math.Clamp((planes[i] - low) / (high - low), 0, 1) * 255);
        return RasterImage.FromPlanes(bytes, channels, height, width);
    }

    /// <summary>The planes of a picture, in [0, 1].</summary>
    /// <param name="image">The picture.</param>
    /// <param name="planes">Receives <c>[channels, height, width]</c>.</param>
    public static void CopyUnit(RasterImage image, Span<float> planes)
    {
        byte[] bytes = new byte[planes.Length];
        image.CopyPlanes(bytes);
        for (int i = 0; i < bytes.Length; i++)
            planes[i] = bytes[i] / 255f;
    }
}
