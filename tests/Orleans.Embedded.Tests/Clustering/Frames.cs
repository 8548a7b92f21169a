using System.Buffers.Binary;
using System.Text;
using Orleans.Embedded.Clustering;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>Frames of the protocol, written by hand.</summary>
internal static class Frames
{
    public static byte[] Frame(FrameKind kind, string body, long number = 0) => Frame(kind, Encoding.UTF8.GetBytes(body), number);

    public static byte[] Frame(FrameKind kind, byte[] body, long number = 0, int? length = null)
    {
        var frame = new byte[FrameWriter.HeaderLength + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, length ?? (frame.Length - 4));
        frame[4] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(5), number);
        body.CopyTo(frame, FrameWriter.HeaderLength);
        return frame;
    }

    public static byte[] CallBody(string interfaceName, string method, string target = "home/h", string arguments = "[]")
    {
        using var body = new MemoryStream();
        using var writer = new BinaryWriter(body);
        writer.Write((byte)0);
        writer.Write(0L);
        foreach (var text in new[] { target, interfaceName, method })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }

        writer.Write((byte)0);
        writer.Write(Encoding.UTF8.GetBytes(arguments));
        writer.Flush();
        return body.ToArray();
    }
}
