using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ActorTraining.Training.Data;

/// <summary>Reads the binary archive of CIFAR-10: in each batch one record after another, a byte for the label and 3×32×32 for the image.</summary>
internal static class CifarArchive
{
    private const string Folder = "cifar-10-batches-bin/";
    private const string ClassNames = Folder + "batches.meta.txt";
    private const int MostBatch = 64 << 20;
    private const int MostClasses = 256;

    private static readonly ImageShape Shape = new(3, 32, 32);

    /// <summary>Reads an archive.</summary>
    /// <param name="stream">The <c>.tar.gz</c>.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="name">The name of the data set.</param>
    /// <exception cref="InvalidDataException">It breaks a rule of the format; the message names both.</exception>
    public static Dataset Read(Stream stream, string file, string name)
    {
        try
        {
            Dictionary<string, byte[]> entries = ReadEntries(stream);
            string[] classes = [.. Encoding.UTF8.GetString(Entry(entries, ClassNames))
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            if (classes.Length is 0 or > MostClasses)
            {
                throw new InvalidDataException($"{ClassNames} has {classes.Length} classes, not 1 to {MostClasses}");
            }

            byte[][] train = [.. Enumerable.Range(1, 5).Select(number => Entry(entries, $"{Folder}data_batch_{number}.bin"))];
            return new Dataset(name, classes, Images(train, classes.Length, "data_batch"), Images([Entry(entries, Folder + "test_batch.bin")], classes.Length, "test_batch"));
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"{file}: {error.Message}", error);
        }
    }

    private static Dictionary<string, byte[]> ReadEntries(Stream stream)
    {
        var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var gzip = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        using var tar = new TarReader(gzip);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not { } content || !entry.Name.StartsWith(Folder, StringComparison.Ordinal))
            {
                continue;
            }

            if (content.Length > MostBatch || entries.Count >= MostClasses)
            {
                throw new InvalidDataException($"{entry.Name} has {content.Length:N0} bytes; at most {MostBatch:N0} are read");
            }

            byte[] bytes = new byte[content.Length];
            content.ReadExactly(bytes);
            entries[entry.Name] = bytes;
        }

        return entries;
    }

    private static byte[] Entry(Dictionary<string, byte[]> entries, string name) =>
        entries.GetValueOrDefault(name) ?? throw new InvalidDataException($"it does not contain {name}");

    private static ImageSet Images(byte[][] batches, int classes, string name)
    {
        int record = 1 + Shape.Size;
        if (batches.FirstOrDefault(batch => batch.Length == 0 || batch.Length % record != 0) is { } broken)
        {
            throw new InvalidDataException($"{name} has {broken.Length:N0} bytes, not a multiple of {record:N0}");
        }

        int count = batches.Sum(batch => batch.Length / record), done = 0;
        byte[] pixels = new byte[count * Shape.Size], labels = new byte[count];
        foreach (byte[] batch in batches)
        {
            for (int start = 0; start < batch.Length; start += record, done++)
            {
                labels[done] = batch[start];
                batch.AsSpan(start + 1, Shape.Size).CopyTo(pixels.AsSpan(done * Shape.Size));
            }
        }

        return new ImageSet(Shape, pixels, labels, classes, name);
    }
}
