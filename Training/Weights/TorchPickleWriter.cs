using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>Writes the pickle that describes the tensors of a PyTorch file: an ordered dictionary of contiguous float32 tensors, protocol 2.</summary>
internal static class TorchPickleWriter
{
    /// <summary>Describes tensors; the k-th one is a view of all of the storage called k.</summary>
    public static byte[] Write(StateDictionary state)
    {
        var pickle = new MemoryStream();
        pickle.Write([0x80, 2]);
        WriteNewOrderedDictionary(pickle);
        pickle.WriteByte((byte)'(');
        for (int i = 0; i < state.Count; i++)
        {
            WriteText(pickle, state[i].Name);
            WriteTensor(pickle, state[i].Value.Shape, i.ToString(CultureInfo.InvariantCulture));
        }

        pickle.WriteByte((byte)'u');
        pickle.WriteByte((byte)'.');
        return pickle.ToArray();
    }

    private static void WriteTensor(MemoryStream pickle, Shape shape, string storage)
    {
        WriteGlobal(pickle, "torch._utils", "_rebuild_tensor_v2");
        pickle.WriteByte((byte)'(');

        pickle.WriteByte((byte)'(');
        WriteText(pickle, "storage");
        WriteGlobal(pickle, "torch", "FloatStorage");
        WriteText(pickle, storage);
        WriteText(pickle, "cpu");
        WriteInteger(pickle, shape.Length);
        pickle.Write("tQ"u8);

        WriteInteger(pickle, 0); // the offset in the storage
        WriteTuple(pickle, shape);
        WriteTuple(pickle, StridedView.RowMajor(shape).Select(stride => (int)stride));
        pickle.WriteByte(0x89); // no gradient is wanted
        WriteNewOrderedDictionary(pickle); // no hooks

        pickle.Write("tR"u8);
    }

    private static void WriteNewOrderedDictionary(MemoryStream pickle)
    {
        WriteGlobal(pickle, "collections", "OrderedDict");
        pickle.Write(")R"u8);
    }

    private static void WriteGlobal(MemoryStream pickle, string module, string name) =>
        pickle.Write(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));

    private static void WriteTuple(MemoryStream pickle, IEnumerable<int> values)
    {
        pickle.WriteByte((byte)'(');
        foreach (int value in values)
        {
            WriteInteger(pickle, value);
        }

        pickle.WriteByte((byte)'t');
    }

    private static void WriteText(MemoryStream pickle, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        pickle.WriteByte((byte)'X');
        WriteInt32(pickle, bytes.Length);
        pickle.Write(bytes);
    }

    private static void WriteInteger(MemoryStream pickle, int value)
    {
        pickle.WriteByte((byte)'J');
        WriteInt32(pickle, value);
    }

    private static void WriteInt32(MemoryStream pickle, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        pickle.Write(bytes);
    }
}
