using System.Buffers.Binary;
using System.IO.Compression;

namespace ActorTraining.Training.Images.Png;

/// <summary>Writes PNG files (ISO/IEC 15948): 8 bits, grey or colour, lossless.</summary>
public static class PngEncoder
{
    private const int HeaderLength = 13;
    private const byte Grey = 0;
    private const byte Colour = 2;

    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes a picture. The same picture gives the same bytes on one version of .NET.</summary>
    /// <returns>The content of the file; its media type is <c>image/png</c>.</returns>
    public static byte[] Encode(RasterImage image)
    {
        var file = new MemoryStream();
        Write(image, file);
        return file.ToArray();
    }

    /// <summary>Writes a picture to a stream.</summary>
    public static void Write(RasterImage image, Stream stream)
    {
        stream.Write(Signature);
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        header[8] = 8;
        header[9] = image.Channels == 1 ? Grey : Colour;
        header[10..].Clear(); // compression and filter methods 0, the only ones; not interlaced
        WriteChunk(stream, "IHDR"u8, header);

        using MemoryStream pixels = Compress(image);
        WriteChunk(stream, "IDAT"u8, pixels.GetBuffer().AsSpan(0, (int)pixels.Length));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static MemoryStream Compress(RasterImage image)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            CompressRows(image, zlib);
        }

        return compressed;
    }

    private static void CompressRows(RasterImage image, ZLibStream zlib)
    {
        byte[] none = new byte[image.Stride], candidate = new byte[image.Stride], best = new byte[image.Stride];
        for (int y = 0; y < image.Height; y++)
        {
            int filter = Choose(image.Row(y), y == 0 ? none : image.Row(y - 1), image.Channels, ref candidate, ref best);
            zlib.WriteByte((byte)filter);
            zlib.Write(best);
        }
    }

    /// <summary>The filter whose differences are the smallest in sum: the specification's advice, since small numbers compress well.</summary>
    private static int Choose(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, ref byte[] candidate, ref byte[] best)
    {
        int chosen = 0;
        long least = long.MaxValue;
        for (int filter = 0; filter < PngFilter.Count; filter++)
        {
            PngFilter.Apply(filter, row, above, step, candidate);
            long sum = 0;
            foreach (byte difference in candidate)
            {
                sum += Math.Abs((int)(sbyte)difference);
            }

            if (sum < least)
            {
                least = sum;
                chosen = filter;
                (candidate, best) = (best, candidate);
            }
        }

        return chosen;
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(content, Crc32.Append(type)));
        stream.Write(number);
    }
}
