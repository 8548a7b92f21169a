using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ActorTraining.Training.Weights;

/// <summary>Reads numbers of any <see cref="ElementType"/> as float32; those that a float32 cannot hold are rounded to the nearest.</summary>
internal static class ElementDecoder
{
    private const int BufferSize = 1 << 16;

    private delegate float Decoder(ReadOnlySpan<byte> element);

    /// <summary>The bytes of one number.</summary>
    public static int SizeOf(ElementType type) => type switch
    {
        ElementType.Int8 or ElementType.UInt8 or ElementType.Boolean => 1,
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 => 2,
        ElementType.Float32 or ElementType.Int32 => 4,
        _ => 8,
    };

    /// <summary>Fills <paramref name="values"/> from a stream.</summary>
    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    public static void Read(Stream stream, ElementType type, Span<float> values)
    {
        if (type == ElementType.Float32)
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(values));
            return;
        }

        Decoder decode = DecoderOf(type);
        int size = SizeOf(type);
        byte[] buffer = new byte[Math.Min(BufferSize, (long)values.Length * size)];
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, buffer.Length / size);
            stream.ReadExactly(buffer, 0, count * size);
            for (int i = 0; i < count; i++)
            {
                values[i] = decode(buffer.AsSpan(i * size, size));
            }

            values = values[count..];
        }
    }

    private static Decoder DecoderOf(ElementType type) => type switch
    {
        ElementType.Float16 => element => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
        ElementType.BFloat16 => element => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
        ElementType.Float64 => element => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
        ElementType.Int8 => element => (sbyte)element[0],
        ElementType.Int16 => element => BinaryPrimitives.ReadInt16LittleEndian(element),
        ElementType.Int32 => element => BinaryPrimitives.ReadInt32LittleEndian(element),
        ElementType.Int64 => element => BinaryPrimitives.ReadInt64LittleEndian(element),
        _ => element => element[0],
    };
}
