using System.Buffers.Binary;
using System.Text;

namespace Orleans.Embedded.Clustering;

/// <summary>Reads the body of a frame; what is not there, or not as it should be, is a <see cref="MalformedFrameException"/>.</summary>
internal ref struct FrameReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    /// <summary>What has not been read.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte ReadByte() => Take(1)[0];

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public string ReadString() => Encoding.UTF8.GetString(Take(BinaryPrimitives.ReadInt32LittleEndian(Take(4))));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw new MalformedFrameException($"a frame ends {_rest.Length} bytes before a part of {count} bytes");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
