namespace ActorTraining.Training.Images.Png;

/// <summary>Turns the uncompressed rows of a PNG file into pixels.</summary>
internal sealed class PngRows(PngHeader header, byte[] palette, Stream stream)
{
    /// <summary>The picture, as far as it was read.</summary>
    public RasterImage Image { get; } = new(header.Width, header.Height, header.Channels);

    /// <summary>Reads the rows of a pass.</summary>
    public void Read(PngPass pass)
    {
        int width = (header.Width - pass.X + pass.StepX - 1) / pass.StepX;
        if (width <= 0)
        {
            return;
        }

        int step = Math.Max(1, header.BitsPerPixel / 8);
        byte[] row = new byte[header.RowLength(width)], above = new byte[row.Length];
        for (int y = pass.Y; y < header.Height; y += pass.StepY)
        {
            int filter = stream.ReadByte();
            stream.ReadExactly(row); // at the end of the stream, where the filter is -1, it throws
            if (filter >= PngFilter.Count)
            {
                throw new InvalidDataException($"row {y} has the filter {filter}, which PNG does not have");
            }

            PngFilter.Undo(filter, row, above, step);
            Place(row, width, pass, Image.Row(y));
            (row, above) = (above, row);
        }
    }

    private void Place(ReadOnlySpan<byte> row, int width, PngPass pass, Span<byte> target)
    {
        if (header is { Depth: 8, Type: 0 or 2 } && pass.StepX == 1)
        {
            row.CopyTo(target);
            return;
        }

        int channels = header.Channels, sample = header.Depth / 8, pixel = sample * header.Samples;
        for (int i = 0, x = pass.X * channels; i < width; i++, x += pass.StepX * channels)
        {
            if (header.Type == PngHeader.Palette)
            {
                Colour(Bits(row, i)).CopyTo(target[x..]);
            }
            else if (header.Depth < 8)
            {
                target[x] = (byte)(Bits(row, i) * 255 / ((1 << header.Depth) - 1));
            }
            else
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    target[x + channel] = row[(i * pixel) + (channel * sample)];
                }
            }
        }
    }

    /// <summary>A sample of 1 to 8 bits; the first pixel is in the upper bits.</summary>
    private int Bits(ReadOnlySpan<byte> row, int index)
    {
        int bit = index * header.Depth;
        return (row[bit >> 3] >> (8 - header.Depth - (bit & 7))) & ((1 << header.Depth) - 1);
    }

    private ReadOnlySpan<byte> Colour(int index) => (index * 3) + 3 <= palette.Length
        ? palette.AsSpan(index * 3, 3)
        : throw new InvalidDataException($"a pixel has colour {index} of a palette of {palette.Length / 3}");
}
