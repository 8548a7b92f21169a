namespace ActorTraining.Training.Images.Jpeg;

/// <summary>Puts the planes of a JPEG file together to pixels.</summary>
internal sealed class PixelComposer(JpegFrame frame)
{
    private const int FractionBits = 16;
    private const int Half = 1 << (FractionBits - 1);

    /// <summary>What a colour difference of 0 to 255 adds to red and blue, and, not yet rounded, to green.</summary>
    private static readonly int[] RedOfCr = Table(1.40200, Half, FractionBits);
    private static readonly int[] BlueOfCb = Table(1.77200, Half, FractionBits);
    private static readonly int[] GreenOfCr = Table(-0.71414, 0, 0);
    private static readonly int[] GreenOfCb = Table(-0.34414, Half, 0);

    /// <summary>The picture.</summary>
    /// <param name="ycc">Whether three planes are brightness and colour differences; else red, green and blue.</param>
    public RasterImage Compose(bool ycc)
    {
        var image = new RasterImage(frame.Width, frame.Height, frame.Components.Count);
        ChromaRow[] planes = [.. frame.Components.Select(component => new ChromaRow(frame, component))];
        for (int y = 0; y < frame.Height; y++)
        {
            if (planes.Length == 1)
            {
                planes[0][y][..frame.Width].CopyTo(image.Row(y));
            }
            else if (ycc)
            {
                Convert(planes[0][y], planes[1][y], planes[2][y], image.Row(y));
            }
            else
            {
                Interleave(planes[0][y], planes[1][y], planes[2][y], image.Row(y));
            }
        }

        return image;
    }

    /// <summary>From YCbCr to RGB (JFIF 1.02), rounded as libjpeg rounds.</summary>
    private static void Convert(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> row)
    {
        int[] redOfCr = RedOfCr, blueOfCb = BlueOfCb, greenOfCr = GreenOfCr, greenOfCb = GreenOfCb;
        for (int x = 0, i = 0; i < row.Length; x++, i += 3)
        {
            int y = luma[x], b = cb[x], r = cr[x];
            Span<byte> pixel = row.Slice(i, 3);
            pixel[0] = Clamp(y + redOfCr[r]);
            pixel[1] = Clamp(y + ((greenOfCb[b] + greenOfCr[r]) >> FractionBits));
            pixel[2] = Clamp(y + blueOfCb[b]);
        }
    }

    private static void Interleave(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, Span<byte> row)
    {
        for (int x = 0, i = 0; i < row.Length; x++, i += 3)
        {
            row[i] = red[x];
            row[i + 1] = green[x];
            row[i + 2] = blue[x];
        }
    }

    private static byte Clamp(int value) => (byte)((uint)value <= 255 ? value : value < 0 ? 0 : 255);

    private static int[] Table(double factor, int rounding, int shift)
    {
        int scaled = (int)Math.Round(factor * (1 << FractionBits), MidpointRounding.AwayFromZero);
        return [.. Enumerable.Range(-128, 256).Select(difference => ((scaled * difference) + rounding) >> shift)];
    }
}
