using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>The <c>.safetensors</c> format: a length, a JSON header with names, types, shapes and places, then the bytes of all tensors.</summary>
/// <remarks>As its authors describe it in the README of <c>huggingface/safetensors</c>. Nothing in such a file can run code.</remarks>
public static class Safetensors
{
    private const string MetadataKey = "__metadata__";
    private const int Alignment = 8;

    /// <summary>Writes tensors and metadata. The same content gives the same bytes.</summary>
    /// <exception cref="ArgumentException">A tensor has the name that the format keeps for metadata.</exception>
    public static void Write(StateDictionary state, Stream stream)
    {
        byte[] header = Header(state);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (NamedTensor tensor in state)
        {
            stream.Write(MemoryMarshal.AsBytes(tensor.Value.Span));
        }
    }

    /// <summary>Reads tensors and metadata; numbers of other types become float32.</summary>
    /// <param name="stream">The file from its current position to its end; it can seek.</param>
    /// <param name="name">What the messages call it.</param>
    /// <exception cref="InvalidDataException">The file breaks a rule of the format; the message names both.</exception>
    public static StateDictionary Read(Stream stream, string name) => UntrustedFile.Read(name, () => Read(stream));

    private static byte[] Header(StateDictionary state)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, state.Metadata);
            long offset = 0;
            foreach (NamedTensor tensor in state)
            {
                if (tensor.Name == MetadataKey)
                {
                    throw new ArgumentException($"A tensor cannot be called {MetadataKey}.", nameof(state));
                }

                WriteEntry(json, tensor, ref offset);
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(MetadataKey);
        foreach ((string key, string value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, NamedTensor tensor, ref long offset)
    {
        long end = offset + ((long)tensor.Value.Length * sizeof(float));
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (int size in tensor.Value.Shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        offset = end;
    }

    private static StateDictionary Read(Stream stream)
    {
        SafetensorsHeader header = SafetensorsHeader.Read(stream);
        long data = stream.Position;
        var tensors = new List<NamedTensor>();
        foreach (SafetensorsEntry entry in header.Entries)
        {
            stream.Position = data + entry.Begin;
            var value = new Tensor<float>(entry.Shape);
            ElementDecoder.Read(stream, entry.Type, value.Span);
            tensors.Add(new NamedTensor(entry.Name, value));
        }

        return new StateDictionary(tensors, header.Metadata);
    }
}
