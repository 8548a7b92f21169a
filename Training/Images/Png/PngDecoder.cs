using System.IO.Compression;

namespace ActorTraining.Training.Images.Png;

/// <summary>Reads PNG files of every colour type and depth, interlaced or not.</summary>
internal static class PngDecoder
{
    private const int PaletteEntry = 3;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InvalidDataException">It breaks a rule of the format or a limit.</exception>
    /// <exception cref="EndOfStreamException">Its pixels end early.</exception>
    public static RasterImage Decode(byte[] file, ImageLimits limits)
    {
        var chunks = new PngChunks(file);
        chunks.Next();
        if (!chunks.Type.SequenceEqual("IHDR"u8))
        {
            throw new InvalidDataException($"its first chunk is {chunks.Name}, not IHDR");
        }

        PngHeader header = PngHeader.Read(chunks.Content, limits);
        byte[] palette = [];
        int orientation = ExifOrientation.Upright;
        using var compressed = new MemoryStream();
        for (chunks.Next(); !chunks.Type.SequenceEqual("IEND"u8); chunks.Next())
        {
            if (chunks.Type.SequenceEqual("IDAT"u8))
            {
                compressed.Write(chunks.Content);
            }
            else if (chunks.Type.SequenceEqual("PLTE"u8))
            {
                palette = ReadPalette(chunks.Content);
            }
            else if (chunks.Type.SequenceEqual("eXIf"u8))
            {
                orientation = ExifOrientation.Find(chunks.Content);
            }
            else if (chunks.IsCritical)
            {
                throw new InvalidDataException($"it needs the chunk {chunks.Name}, which is not known");
            }
        }

        compressed.Position = 0;
        return ExifOrientation.Apply(ReadPixels(header, palette, compressed), orientation);
    }

    private static byte[] ReadPalette(ReadOnlySpan<byte> content) =>
        content.Length % PaletteEntry == 0 && content.Length is > 0 and <= 256 * PaletteEntry
            ? content.ToArray()
            : throw new InvalidDataException($"its palette has {content.Length} bytes, not three for each of 1 to 256 colours");

    private static RasterImage ReadPixels(PngHeader header, byte[] palette, Stream compressed)
    {
        if (header.Type == PngHeader.Palette && palette.Length == 0)
        {
            throw new InvalidDataException("it has no palette");
        }

        // Zlib cannot pack better than 1:1032: a file that is too small for its size is found before memory is taken for it.
        if (compressed.Length * 1032 < header.RowLength(header.Width) * (long)header.Height)
        {
            throw new InvalidDataException($"it is truncated: {compressed.Length:N0} bytes cannot hold {header.Width}×{header.Height} pixels");
        }

        using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
        var rows = new PngRows(header, palette, zlib);
        if (header.Interlaced)
        {
            foreach (PngPass pass in PngPass.Adam7)
            {
                rows.Read(pass);
            }
        }
        else
        {
            rows.Read(PngPass.Whole);
        }

        _ = zlib.ReadByte(); // lets zlib compare its own checksum
        return rows.Image;
    }
}
