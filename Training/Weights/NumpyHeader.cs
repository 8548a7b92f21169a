using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>The header of a <c>.npy</c> file: a Python dictionary with the type, the order and the shape.</summary>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="ColumnMajor">Whether the first axis is contiguous (Fortran's order).</param>
/// <param name="Shape">The shape, checked against the limits.</param>
/// <param name="Length">The bytes from the start of the file to the first number.</param>
internal sealed partial record NumpyHeader(ElementType Type, bool ColumnMajor, Shape Shape, int Length)
{
    /// <summary>The data begin at a multiple of this many bytes.</summary>
    private const int Alignment = 64;

    private const int MostBytes = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The header of a row-major float32 array, version 1.0, ready to be written.</summary>
    public static byte[] ForFloat32(Shape shape)
    {
        string sizes = string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        string text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({sizes}{(shape.Rank == 1 ? "," : "")}), }}";
        int prefix = Magic.Length + 2 + sizeof(ushort);
        int padded = ((prefix + text.Length + 1 + Alignment - 1) / Alignment * Alignment) - prefix;

        byte[] header = new byte[prefix + padded];
        Magic.CopyTo(header);
        header[Magic.Length] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(Magic.Length + 2), (ushort)padded);
        Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + '\n', header.AsSpan(prefix));
        return header;
    }

    /// <summary>Reads the header and leaves the stream behind it.</summary>
    public static NumpyHeader Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[Magic.Length + 2];
        stream.ReadExactly(start);
        if (!start.StartsWith(Magic))
        {
            throw new InvalidDataException("not a numpy file: it does not start with 0x93 NUMPY");
        }

        byte version = start[Magic.Length];
        byte[] text = new byte[ReadLength(stream, version)];
        stream.ReadExactly(text);
        return Parse(Encoding.UTF8.GetString(text), start.Length + (version == 1 ? sizeof(ushort) : sizeof(uint)) + text.Length);
    }

    private static int ReadLength(Stream stream, byte version)
    {
        if (version is < 1 or > 3)
        {
            throw new InvalidDataException($"it has version {version} of the numpy format, known are 1 to 3");
        }

        Span<byte> bytes = stackalloc byte[version == 1 ? sizeof(ushort) : sizeof(uint)];
        stream.ReadExactly(bytes);
        uint length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return length <= MostBytes ? (int)length : throw new InvalidDataException($"its header has {length:N0} bytes, at most {MostBytes:N0} are read");
    }

    private static NumpyHeader Parse(string text, int length)
    {
        Match match = Dictionary().Match(text);
        if (!match.Success)
        {
            throw new InvalidDataException($"its header is not the dictionary of a plain array: {text.Trim()}");
        }

        string[] sizes = match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        long[] shape = [.. sizes.Select(size => long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new InvalidDataException($"its header has the size {size}"))];
        bool columnMajor = match.Groups["order"].Value == "True";
        return new NumpyHeader(TypeOf(match.Groups["descr"].Value), columnMajor, WeightsLimits.CheckShape("the array", shape), length);
    }

    private static ElementType TypeOf(string descr) => descr switch
    {
        "<f2" => ElementType.Float16,
        "<f4" => ElementType.Float32,
        "<f8" => ElementType.Float64,
        "|i1" => ElementType.Int8,
        "|u1" => ElementType.UInt8,
        "<i2" => ElementType.Int16,
        "<i4" => ElementType.Int32,
        "<i8" => ElementType.Int64,
        "|b1" => ElementType.Boolean,
        "|O" => throw new InvalidDataException("it holds Python objects, which could run code; save an array of numbers"),
        _ => throw new InvalidDataException($"it holds elements of the type {descr}, which is not supported; save it as float32"),
    };

    /// <summary>The three keys in the order in which numpy writes them.</summary>
    [GeneratedRegex(@"^\{'descr': '(?<descr>[^']*)', 'fortran_order': (?<order>True|False), 'shape': \((?<shape>[0-9, ]*)\),? ?\} *\n?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Dictionary();
}
