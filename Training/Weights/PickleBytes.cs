using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ActorTraining.Training.Weights;

/// <summary>Takes the bytes of a pickle one after the other and never more than there are.</summary>
internal ref struct PickleBytes(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many were taken.</summary>
    public int Position { get; private set; }

    /// <summary>The next bytes.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _bytes.Length - Position)
        {
            throw new InvalidDataException("its pickle ends in the middle");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    public byte TakeByte() => Take(1)[0];

    public ushort TakeUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int TakeInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public double TakeDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));

    public string TakeText(long bytes) => Utf8.GetString(Take(bytes));

    /// <summary>Text up to the end of the line.</summary>
    public string TakeLine()
    {
        int end = _bytes[Position..].IndexOf((byte)'\n');
        string line = TakeText(end < 0 ? -1 : end);
        Position++;
        return line;
    }

    /// <summary>An integer in two's complement, little endian: a long where it is one, else a <see cref="BigInteger"/>.</summary>
    public object TakeInteger(int bytes)
    {
        var value = new BigInteger(Take(bytes));
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }
}
