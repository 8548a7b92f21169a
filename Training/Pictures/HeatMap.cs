using ActorTraining.Training.Images;

namespace ActorTraining.Training.Pictures;

/// <summary>Numbers as colours: blue below zero, white at zero, red above, the same distance from zero in the same strength.</summary>
internal static class HeatMap
{
    private static readonly Rgb[] Stops = [new(5, 48, 97), new(33, 102, 172), new(103, 169, 207), new(247, 247, 247), new(239, 138, 98), new(178, 24, 43), new(103, 0, 31)];

    /// <summary>The largest distance from zero, for a scale that is symmetric about it; 1 where everything is zero.</summary>
    public static float LimitOf(ReadOnlySpan<float> values)
    {
        float limit = 0;
        foreach (float value in values)
            limit = float.IsFinite(value) ? Math.Max(limit, Math.Abs(value)) : limit;
        return limit > 0 ? limit : 1;
    }

    /// <summary>The colour of a number.</summary>
    /// <param name="share">The number divided by the limit; what exceeds ±1 has the last colour, NaN is grey.</param>
    public static Rgb ColorOf(double share)
    {
        if (double.IsNaN(share))
            return new Rgb(128, 128, 128);
        double place = (Math.Clamp(share, -1, 1) + 1) / 2 * (Stops.Length - 1);
        int stop = Math.Min((int)place, Stops.Length - 2);
        return Rgb.Mix(Stops[stop], Stops[stop + 1], place - stop);
    }

    /// <summary>A picture with one pixel per number.</summary>
    /// <param name="values">The numbers, <c>[height, width]</c>.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="limit">The number that has the last colour, greater than 0.</param>
    public static RasterImage Image(ReadOnlySpan<float> values, int height, int width, float limit)
    {
        var image = new RasterImage(width, height, 3);
        for (int i = 0; i < height * width; i++)
        {
            Rgb color = ColorOf(values[i] / limit);
            (image.Pixels[3 * i], image.Pixels[3 * i + 1], image.Pixels[3 * i + 2]) = (color.R, color.G, color.B);
        }

        return image;
    }

    /// <summary>The scale as a strip of pixels, from the negative limit to the positive one.</summary>
    public static RasterImage Strip(int width)
    {
        float[] values = new float[width];
        for (int i = 0; i < width; i++)
            values[i] = 2f * i / (width - 1) - 1;
        return Image(values, 1, width, 1);
    }
}
