using System.IO.Compression;

namespace ActorTraining.Training.Weights;

/// <summary>The zip files that hold weights: written so that the same content gives the same bytes, read so that no entry can claim more than it holds.</summary>
internal static class ZipContent
{
    /// <summary>Deflate makes data at most 1,032 times smaller (RFC 1951: 258 bytes in two bits).</summary>
    private const long GreatestCompression = 1032;

    /// <summary>The first time that a zip file can express; numpy writes the same.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Adds an entry without compression, as PyTorch and numpy do.</summary>
    public static Stream Add(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Epoch;
        return entry.Open();
    }

    /// <summary>Checks, before any memory is taken for it, that an entry can have the length that it announces.</summary>
    /// <exception cref="InvalidDataException">Its compressed bytes cannot hold that much, or it is encrypted.</exception>
    public static void Check(ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted)
        {
            throw new InvalidDataException($"{entry.FullName} is encrypted");
        }

        if (entry.Length / GreatestCompression > entry.CompressedLength)
        {
            throw new InvalidDataException($"{entry.FullName} announces {entry.Length:N0} bytes, more than its {entry.CompressedLength:N0} compressed ones can hold");
        }
    }

    /// <summary>Opens an entry for reading; fails for one that would reach beyond the file.</summary>
    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    public static Stream Open(ZipArchiveEntry entry)
    {
        Check(entry);
        return entry.Open();
    }

    /// <summary>The whole content of a small entry.</summary>
    /// <exception cref="InvalidDataException">It is longer than <paramref name="limit"/> bytes.</exception>
    public static byte[] ReadSmall(ZipArchiveEntry entry, int limit)
    {
        if (entry.Length > limit)
        {
            throw new InvalidDataException($"{entry.FullName} has {entry.Length:N0} bytes, at most {limit:N0} are read");
        }

        using Stream stream = Open(entry);
        byte[] content = new byte[entry.Length];
        stream.ReadExactly(content);
        return content;
    }
}
