using System.Buffers.Binary;
using System.IO.Compression;

namespace ActorTraining.Training.Data;

/// <summary>Reads IDX files, the format of MNIST and its relatives, plain or compressed with gzip.</summary>
/// <remarks>
/// The format (Y. LeCun, "The MNIST database"): two zero bytes, a byte for the element type, a byte for the number of dimensions, each dimension
/// as a 32-bit big-endian number, then the elements. Files are untrusted: whatever does not fit is refused with the file's name and the rule.
/// </remarks>
public static class IdxReader
{
    /// <summary>The most elements that are read: more than any data set of this kind has, less than an array can hold.</summary>
    public const long MaxElements = 1L << 30;

    private const int MaxDimensions = byte.MaxValue;
    private const long MaxLength = MaxElements + ((1 + MaxDimensions) * sizeof(uint));
    private const byte UnsignedByte = 0x08;
    private const int FirstReserve = 1 << 22;

    /// <summary>Reads a file of unsigned bytes.</summary>
    /// <param name="path">The file; whether it is compressed is seen from its first bytes.</param>
    /// <param name="dimensions">The number of dimensions that it must have: 3 for images, 1 for labels.</param>
    /// <exception cref="InvalidDataException">The file breaks a rule of the format; the message names both.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IdxArray Read(string path, int dimensions)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, Path.GetFileName(path), dimensions);
    }

    /// <summary>Reads a stream of unsigned bytes to its end.</summary>
    /// <param name="stream">Plain or compressed; it can seek.</param>
    /// <param name="name">What the messages call it.</param>
    /// <param name="dimensions">The number of dimensions that it must have.</param>
    /// <exception cref="InvalidDataException">The content breaks a rule of the format; the message names both.</exception>
    public static IdxArray Read(Stream stream, string name, int dimensions)
    {
        if (!IsCompressed(stream))
        {
            return ReadPlain(stream, name, dimensions);
        }

        using Stream plain = Decompress(stream, name);
        return ReadPlain(plain, name, dimensions);
    }

    private static MemoryStream Decompress(Stream stream, string name)
    {
        var plain = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        using var gzip = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            for (int read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            {
                plain.Write(buffer, 0, read);
                if (plain.Length > MaxLength)
                {
                    break;
                }
            }
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: not a sound gzip file: {error.Message}", error);
        }

        if (plain.Length > MaxLength)
        {
            throw new InvalidDataException($"{name}: uncompressed it is longer than {MaxLength:N0} bytes");
        }

        plain.Position = 0;
        return plain;
    }

    private static bool IsCompressed(Stream stream)
    {
        long start = stream.Position;
        Span<byte> magic = stackalloc byte[2];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        stream.Position = start;
        return read == magic.Length && magic[0] == 0x1f && magic[1] == 0x8b;
    }

    private static IdxArray ReadPlain(Stream stream, string name, int dimensions)
    {
        int[] shape = ReadHeader(stream, name, dimensions);
        long count = 1;
        foreach (int length in shape)
        {
            count *= length;
            if (count > MaxElements)
            {
                throw new InvalidDataException($"{name}: its header announces more than {MaxElements:N0} elements ({string.Join(" × ", shape)})");
            }
        }

        byte[] values = ReadValues(stream, name, (int)count);
        if (stream.ReadByte() >= 0)
        {
            throw new InvalidDataException($"{name}: it goes on after the {count:N0} elements that its header announces ({string.Join(" × ", shape)})");
        }

        return new IdxArray(shape, values);
    }

    private static int[] ReadHeader(Stream stream, string name, int dimensions)
    {
        Span<byte> word = stackalloc byte[sizeof(uint)];
        ReadWord(stream, name, word);
        if (word[0] != 0 || word[1] != 0)
        {
            throw new InvalidDataException($"{name}: not an IDX file: it starts with {Convert.ToHexStringLower(word)}, expected 0000{UnsignedByte:x2}{dimensions:x2}");
        }

        if (word[2] != UnsignedByte)
        {
            throw new InvalidDataException($"{name}: its element type is 0x{word[2]:x2}, expected 0x{UnsignedByte:x2} (unsigned byte)");
        }

        if (word[3] != dimensions)
        {
            throw new InvalidDataException($"{name}: it has {word[3]} dimensions, expected {dimensions}");
        }

        int[] shape = new int[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            ReadWord(stream, name, word);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(word);
            shape[i] = length is > 0 and <= int.MaxValue
                ? (int)length
                : throw new InvalidDataException($"{name}: dimension {i} has the length {length}, which is not in [1, {int.MaxValue}]");
        }

        return shape;
    }

    private static void ReadWord(Stream stream, string name, Span<byte> word)
    {
        if (stream.ReadAtLeast(word, word.Length, throwOnEndOfStream: false) < word.Length)
        {
            throw new InvalidDataException($"{name}: it ends within its header");
        }
    }

    /// <remarks>The buffer grows with what arrives, so that a small file that announces a gigabyte does not take a gigabyte.</remarks>
    private static byte[] ReadValues(Stream stream, string name, int count)
    {
        byte[] values = new byte[Math.Min(count, Math.Max(FirstReserve, Announced(stream, count)))];
        int filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(values.AsSpan(filled), values.Length - filled, throwOnEndOfStream: false);
            if (filled < values.Length)
            {
                throw new InvalidDataException($"{name}: truncated: its header announces {count:N0} elements, it holds {filled:N0}");
            }

            if (filled == count)
            {
                return values;
            }

            Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
        }
    }

    private static int Announced(Stream stream, int count) =>
        stream.CanSeek ? (int)Math.Min(count, stream.Length - stream.Position) : 0;
}
