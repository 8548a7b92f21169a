using System.Runtime.InteropServices;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>The <c>.npy</c> format of numpy: one array. Arrays of Python objects, which could run code, are refused.</summary>
/// <remarks>As described in numpy's <c>numpy.lib.format</c>, versions 1.0 to 3.0.</remarks>
public static class NumpyArray
{
    /// <summary>Writes a tensor as float32 in row-major order.</summary>
    public static void Write(Tensor<float> tensor, Stream stream)
    {
        stream.Write(NumpyHeader.ForFloat32(tensor.Shape));
        stream.Write(MemoryMarshal.AsBytes(tensor.Span));
    }

    /// <summary>Reads an array of any numeric type to float32.</summary>
    /// <param name="stream">The file from its current position to its end; it can seek.</param>
    /// <param name="name">What the messages call it.</param>
    /// <exception cref="InvalidDataException">The file breaks a rule of the format; the message names both.</exception>
    public static Tensor<float> Read(Stream stream, string name) =>
        UntrustedFile.Read(name, () => Read(stream, stream.Length - stream.Position));

    /// <summary>Reads an array that takes all of <paramref name="length"/> bytes; errors do not name the file.</summary>
    internal static Tensor<float> Read(Stream stream, long length)
    {
        NumpyHeader header = NumpyHeader.Read(stream);
        long expected = header.Length + ((long)header.Shape.Length * ElementDecoder.SizeOf(header.Type));
        return length == expected
            ? ReadValues(stream, header)
            : throw new InvalidDataException($"it has {length:N0} bytes, but an array of shape {header.Shape} takes {expected:N0}");
    }

    private static Tensor<float> ReadValues(Stream stream, NumpyHeader header)
    {
        var tensor = new Tensor<float>(header.Shape);
        ElementDecoder.Read(stream, header.Type, tensor.Span);
        if (!header.ColumnMajor || header.Shape.Rank < 2)
        {
            return tensor;
        }

        var rowMajor = new Tensor<float>(header.Shape);
        StridedView.Copy(tensor.Span, 0, StridedView.ColumnMajor(header.Shape), rowMajor);
        return rowMajor;
    }
}
