using System.IO.Compression;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>The <c>.npz</c> format of numpy: a zip file with one <see cref="NumpyArray"/> for each name, for <c>numpy.load</c>.</summary>
public static class NumpyArchive
{
    private const string Extension = ".npy";

    /// <summary>Writes tensors; metadata are left out. The same content gives the same bytes.</summary>
    public static void Write(StateDictionary state, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (NamedTensor tensor in state)
        {
            using Stream entry = ZipContent.Add(archive, tensor.Name + Extension);
            NumpyArray.Write(tensor.Value, entry);
        }
    }

    /// <summary>Reads tensors, in the order of the archive; numbers of other types become float32.</summary>
    /// <param name="stream">The file; it can seek.</param>
    /// <param name="name">What the messages call it.</param>
    /// <exception cref="InvalidDataException">The file breaks a rule of the format; the message names both.</exception>
    public static StateDictionary Read(Stream stream, string name) => UntrustedFile.Read(name, () => Read(stream));

    private static StateDictionary Read(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var tensors = new Dictionary<string, NamedTensor>(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : "";
            if (name.Length == 0)
            {
                throw new InvalidDataException($"{entry.FullName} is not an array: a .npz file holds .npy files only");
            }

            using Stream content = ZipContent.Open(entry);
            if (!tensors.TryAdd(name, new NamedTensor(name, ReadArray(content, entry))))
            {
                throw new InvalidDataException($"it holds {entry.FullName} twice");
            }

            WeightsLimits.CheckTotal(tensors.Values.Select(tensor => tensor.Value.Shape));
        }

        return new StateDictionary(tensors.Values);
    }

    private static Tensor<float> ReadArray(Stream content, ZipArchiveEntry entry)
    {
        try
        {
            return NumpyArray.Read(content, entry.Length);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{entry.FullName}: {error.Message}", error);
        }
    }
}
