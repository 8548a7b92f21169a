using System.Buffers.Binary;
using System.Text.Json;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>The header of a safetensors file, checked: the tensors cover the bytes behind it without gap or overlap.</summary>
internal sealed class SafetensorsHeader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    private SafetensorsHeader(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>The tensors, in the order of the header.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>What the header says about the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads the header and leaves the stream behind it.</summary>
    public static SafetensorsHeader Read(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        long remaining = stream.Length - stream.Position;
        if (length > WeightsLimits.HeaderBytes || (long)length > remaining)
        {
            throw new InvalidDataException($"not a sound safetensors file: its header would have {length:N0} bytes, with {remaining:N0} bytes left in the file and {WeightsLimits.HeaderBytes:N0} allowed");
        }

        byte[] json = new byte[length];
        stream.ReadExactly(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Strict);
            return Parse(document.RootElement, remaining - (long)length);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second one tells of text that is not Unicode.
            throw new InvalidDataException($"its header is not sound JSON: {error.Message}", error);
        }
    }

    private static SafetensorsHeader Parse(JsonElement root, long dataLength)
    {
        Expect(root, JsonValueKind.Object, "the header");
        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Name != "__metadata__")
            {
                entries.Add(ParseEntry(property));
                continue;
            }

            Expect(property.Value, JsonValueKind.Object, property.Name);
            foreach (JsonProperty text in property.Value.EnumerateObject())
            {
                Expect(text.Value, JsonValueKind.String, $"{property.Name}.{text.Name}");
                metadata.Add(text.Name, text.Value.GetString()!);
            }
        }

        CheckPlaces(entries, dataLength);
        WeightsLimits.CheckTotal(entries.Select(entry => entry.Shape));
        return new SafetensorsHeader(entries, metadata);
    }

    private static SafetensorsEntry ParseEntry(JsonProperty property)
    {
        string name = property.Name;
        if (name.Length == 0)
        {
            throw new InvalidDataException("a tensor has an empty name");
        }

        Expect(property.Value, JsonValueKind.Object, name);
        JsonElement dtype = Member(property.Value, name, "dtype", JsonValueKind.String);
        ElementType type = TypeOf(dtype.GetString()!, name);
        Shape shape = WeightsLimits.CheckShape(name, Integers(Member(property.Value, name, "shape", JsonValueKind.Array), name));
        long[] offsets = Integers(Member(property.Value, name, "data_offsets", JsonValueKind.Array), name);
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] - offsets[0] != (long)shape.Length * ElementDecoder.SizeOf(type))
        {
            throw new InvalidDataException($"{name} stands at [{string.Join(", ", offsets)}], which does not fit {shape} of {dtype.GetString()}");
        }

        return new SafetensorsEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private static void CheckPlaces(IEnumerable<SafetensorsEntry> entries, long dataLength)
    {
        long end = 0;
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != end)
            {
                throw new InvalidDataException($"{entry.Name} begins at byte {entry.Begin:N0}, expected {end:N0}: tensors follow each other without gap or overlap");
            }

            end = entry.End;
        }

        if (end != dataLength)
        {
            throw new InvalidDataException($"its tensors end at byte {end:N0} behind the header, the file at {dataLength:N0}");
        }
    }

    private static long[] Integers(JsonElement array, string name)
    {
        long[] values = new long[array.GetArrayLength()];
        for (int i = 0; i < values.Length; i++)
        {
            if (array[i].ValueKind != JsonValueKind.Number || !array[i].TryGetInt64(out values[i]))
            {
                throw new InvalidDataException($"{name}: {array[i].GetRawText()} is not an integer");
            }
        }

        return values;
    }

    private static JsonElement Member(JsonElement entry, string name, string member, JsonValueKind kind)
    {
        if (!entry.TryGetProperty(member, out JsonElement value))
        {
            throw new InvalidDataException($"{name} has no {member}");
        }

        Expect(value, kind, $"{name}.{member}");
        return value;
    }

    private static void Expect(JsonElement value, JsonValueKind kind, string what)
    {
        if (value.ValueKind != kind)
        {
            throw new InvalidDataException($"{what} is not {(kind is JsonValueKind.Object or JsonValueKind.Array ? "an" : "a")} {kind.ToString().ToLowerInvariant()}");
        }
    }

    private static ElementType TypeOf(string dtype, string name) => dtype switch
    {
        "F16" => ElementType.Float16,
        "BF16" => ElementType.BFloat16,
        "F32" => ElementType.Float32,
        "F64" => ElementType.Float64,
        "I8" => ElementType.Int8,
        "U8" => ElementType.UInt8,
        "I16" => ElementType.Int16,
        "I32" => ElementType.Int32,
        "I64" => ElementType.Int64,
        "BOOL" => ElementType.Boolean,
        _ => throw new InvalidDataException($"{name} has the type {dtype}, which is not supported"),
    };
}
