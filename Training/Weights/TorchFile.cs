using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>The files of <c>torch.save(model.state_dict())</c> (<c>.pt</c>, <c>.pth</c>): written for <c>torch.load</c>, read without running what is in them.</summary>
/// <remarks>
/// Both formats are read: the zip file of PyTorch 1.6 and later, and the older one of pickles and raw storages behind each other. The pickle is read by
/// <see cref="PickleMachine"/>, which knows tensors and dictionaries and refuses the rest.
/// </remarks>
public static class TorchFile
{
    private const string Root = "archive/";
    private const string PickleEntry = "data.pkl";

    /// <summary>Writes tensors as an ordered dictionary; metadata are left out. The same content gives the same bytes.</summary>
    public static void Write(StateDictionary state, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WriteEntry(archive, PickleEntry, TorchPickleWriter.Write(state));
        for (int i = 0; i < state.Count; i++)
        {
            WriteEntry(archive, $"data/{i.ToString(CultureInfo.InvariantCulture)}", MemoryMarshal.AsBytes(state[i].Value.Span));
        }

        WriteEntry(archive, "version", "3\n"u8);
    }

    /// <summary>Reads the tensors of a flat dictionary; numbers of other types become float32.</summary>
    /// <param name="stream">The file; it can seek.</param>
    /// <param name="name">What the messages call it.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or it asks for more than weights need; the message says what.</exception>
    public static StateDictionary Read(Stream stream, string name) => UntrustedFile.Read(name, () =>
        LegacyTorchFile.Recognizes(stream) ? LegacyTorchFile.Read(stream) : ReadZip(stream));

    private static void WriteEntry(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        using Stream entry = ZipContent.Add(archive, Root + name);
        entry.Write(content);
    }

    private static StateDictionary ReadZip(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(entry => entry.Name == PickleEntry)
            ?? throw new InvalidDataException($"not a PyTorch file: it contains no {PickleEntry}");
        string root = pickle.FullName[..^PickleEntry.Length];
        if (archive.GetEntry(root + "constants.pkl") is not null)
        {
            throw new InvalidDataException("it is a TorchScript program, not weights; save the state_dict() instead");
        }

        if (archive.GetEntry(root + "byteorder") is { } order && Encoding.ASCII.GetString(ZipContent.ReadSmall(order, limit: 16)).Trim() != "little")
        {
            throw new InvalidDataException("it was written on a big-endian machine, which is not supported");
        }

        var state = new TorchState(new PickleMachine(ZipContent.ReadSmall(pickle, WeightsLimits.PickleBytes)).Load());
        var entries = state.Storages.ToDictionary(storage => storage, storage => FindStorage(archive, $"{root}data/{storage.Key}", storage));
        return state.Read((storage, values) =>
        {
            using Stream content = ZipContent.Open(entries[storage]);
            ElementDecoder.Read(content, storage.Type, values);
        });
    }

    private static ZipArchiveEntry FindStorage(ZipArchive archive, string name, TorchStorage storage)
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw new InvalidDataException($"it contains no {name}, which a tensor refers to");
        long bytes = storage.Count * ElementDecoder.SizeOf(storage.Type);
        if (entry.Length != bytes)
        {
            throw new InvalidDataException($"{name} has {entry.Length:N0} bytes, expected {bytes:N0}");
        }

        ZipContent.Open(entry).Dispose();
        return entry;
    }
}
