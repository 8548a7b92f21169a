using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Embedded.Clustering;

/// <summary>
/// Builds one frame: the length of what follows (4 bytes), the kind (1), the number of the call it is about (8), and the body.
/// Integers are little-endian; strings are UTF-8 behind their length.
/// </summary>
internal sealed class FrameWriter : IBufferWriter<byte>
{
    public const int HeaderLength = 13;

    private readonly int _limit;
    private byte[] _buffer = new byte[256];
    private int _length = HeaderLength;

    /// <param name="kind">What the frame says.</param>
    /// <param name="limit">The most bytes it may have.</param>
    public FrameWriter(FrameKind kind, int limit) => (_buffer[4], _limit) = ((byte)kind, limit);

    /// <summary>The finished frame.</summary>
    public ReadOnlyMemory<byte> Frame
    {
        get
        {
            BinaryPrimitives.WriteInt32LittleEndian(_buffer, _length - 4);
            return _buffer.AsMemory(0, _length);
        }
    }

    public int Length => _length;

    public void SetNumber(long number) => BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(5), number);

    public void WriteByte(byte value)
    {
        GetSpan(1)[0] = value;
        _length++;
    }

    public void WriteInt64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(GetSpan(8), value);
        _length += 8;
    }

    public void WriteString(string value)
    {
        var span = GetSpan(4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var bytes = Encoding.UTF8.GetBytes(value, span[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(span, bytes);
        _length += 4 + bytes;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void Reserve(int size)
    {
        var needed = _length + (long)size;
        if (needed <= _buffer.Length)
        {
            return;
        }

        // What is reserved need not be used, so a message near the limit may reserve beyond it.
        if (_length > _limit || needed > Math.Max(2L * _limit, 1 << 20))
        {
            throw new OrleansException($"the message is longer than {_limit:N0} bytes");
        }

        Array.Resize(ref _buffer, (int)Math.Min(Math.Max(needed, 2L * _buffer.Length), Array.MaxLength));
    }
}
