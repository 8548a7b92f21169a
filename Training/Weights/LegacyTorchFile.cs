using System.Buffers.Binary;
using System.Numerics;

namespace ActorTraining.Training.Weights;

/// <summary>The format of PyTorch before 1.6, in which many published weights still are: five pickles, then the storages as they stand in memory.</summary>
/// <remarks>Magic number, protocol version, facts about the machine, the object, the keys of its storages; behind them for each key the count and the numbers.</remarks>
internal static class LegacyTorchFile
{
    private const int ProtocolVersion = 1001;

    private static readonly BigInteger Magic = BigInteger.Parse("1950a86a20f9469cfc6c", System.Globalization.NumberStyles.HexNumber, null);

    /// <summary>The first bytes: protocol 2 and the ten bytes of the magic number.</summary>
    private static ReadOnlySpan<byte> Start => [0x80, 2, 0x8a, 10];

    /// <summary>Whether the stream begins as such a file does; its position stays.</summary>
    public static bool Recognizes(Stream stream)
    {
        long position = stream.Position;
        Span<byte> start = stackalloc byte[Start.Length];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = position;
        return start[..read].SequenceEqual(Start);
    }

    /// <summary>Reads the tensors of a flat dictionary.</summary>
    /// <exception cref="InvalidDataException">The file breaks a rule.</exception>
    public static StateDictionary Read(Stream stream)
    {
        long start = stream.Position;
        byte[] window = new byte[Math.Min(stream.Length - start, WeightsLimits.PickleBytes)];
        stream.ReadExactly(window);

        var machine = new PickleMachine(window);
        if (!Magic.Equals(machine.Load()) || machine.Load() is not (long)ProtocolVersion)
        {
            throw new InvalidDataException("not a PyTorch file: its magic number or version is another");
        }

        CheckByteOrder(machine.Load());
        var state = new TorchState(machine.Load());
        if (machine.Load() is not List<object?> keys)
        {
            throw new InvalidDataException("its list of storages is missing");
        }

        Dictionary<string, long> places = FindStorages(stream, start + machine.Position, StoragesByKey(state), keys);
        return state.Read((storage, values) =>
        {
            stream.Position = places[storage.Key];
            ElementDecoder.Read(stream, storage.Type, values);
        });
    }

    private static void CheckByteOrder(object? machine)
    {
        if (machine is not PickleDictionary facts || !facts.Any(fact => fact is { Key: "little_endian", Value: true }))
        {
            throw new InvalidDataException("it was not written on a little-endian machine, others are not supported");
        }
    }

    private static Dictionary<string, TorchStorage> StoragesByKey(TorchState state)
    {
        Dictionary<string, TorchStorage> storages = [];
        foreach (TorchStorage storage in state.Storages)
        {
            if (!storages.TryAdd(storage.Key, storage))
            {
                throw new InvalidDataException($"it describes the storage {storage.Key} in two ways");
            }
        }

        return storages;
    }

    /// <summary>Where the numbers of each storage begin; all of them lie within the file.</summary>
    private static Dictionary<string, long> FindStorages(Stream stream, long position, Dictionary<string, TorchStorage> storages, List<object?> keys)
    {
        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (object? key in keys)
        {
            if (key is not string name || !storages.TryGetValue(name, out TorchStorage? storage))
            {
                throw new InvalidDataException("it lists a storage that no tensor refers to");
            }

            stream.Position = position;
            stream.ReadExactly(count);
            if (BinaryPrimitives.ReadInt64LittleEndian(count) != storage.Count)
            {
                throw new InvalidDataException($"its storage {name} has another length than its tensors say");
            }

            places[name] = position + count.Length;
            position += count.Length + (storage.Count * ElementDecoder.SizeOf(storage.Type));
            if (position > stream.Length)
            {
                throw new InvalidDataException($"truncated: it ends within its storage {name}");
            }
        }

        if (storages.Keys.FirstOrDefault(name => !places.ContainsKey(name)) is { } missing)
        {
            throw new InvalidDataException($"it does not contain the storage {missing}, which a tensor refers to");
        }

        return places;
    }
}
