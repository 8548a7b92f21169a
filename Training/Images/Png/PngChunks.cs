using System.Buffers.Binary;
using System.Text;

namespace ActorTraining.Training.Images.Png;

/// <summary>Walks through the chunks of a PNG file and checks each one's checksum.</summary>
internal ref struct PngChunks(ReadOnlySpan<byte> file)
{
    private const int Overhead = 12;

    private ReadOnlySpan<byte> _rest = file[PngEncoder.Signature.Length..];

    /// <summary>The four letters of the current chunk.</summary>
    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>Its content.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Whether a reader that does not know the chunk must give up: its first letter is upper case.</summary>
    public readonly bool IsCritical => (Type[0] & 0x20) == 0;

    /// <summary>The type for messages.</summary>
    public readonly string Name => Encoding.Latin1.GetString(Type);

    /// <summary>Goes to the next chunk.</summary>
    /// <exception cref="InvalidDataException">The file ends, or the checksum is wrong.</exception>
    public void Next()
    {
        if (_rest.Length < Overhead || BinaryPrimitives.ReadUInt32BigEndian(_rest) > _rest.Length - Overhead)
        {
            throw new InvalidDataException("it is truncated: it ends within a chunk, or before the chunk IEND");
        }

        int length = BinaryPrimitives.ReadInt32BigEndian(_rest);
        Type = _rest.Slice(4, 4);
        Content = _rest.Slice(8, length);
        if (Crc32.Append(_rest.Slice(4, 4 + length)) != BinaryPrimitives.ReadUInt32BigEndian(_rest[(8 + length)..]))
        {
            throw new InvalidDataException($"it is damaged: the checksum of its chunk {Name} is wrong");
        }

        _rest = _rest[(Overhead + length)..];
    }
}
