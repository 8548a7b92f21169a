using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

/// <summary>Makes the files that the tests read.</summary>
public static class Bytes
{
    /// <summary>An IDX file of unsigned bytes.</summary>
    public static byte[] Idx(byte[] values, params int[] shape)
    {
        byte[] file = new byte[4 + (4 * shape.Length) + values.Length];
        file[2] = 0x08;
        file[3] = (byte)shape.Length;
        for (int i = 0; i < shape.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        }

        values.CopyTo(file, file.Length - values.Length);
        return file;
    }

    public static byte[] Gzip(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    /// <summary>Bytes without a pattern, so that compression does not shrink them.</summary>
    public static byte[] Noise(int length, int seed = 1)
    {
        byte[] noise = new byte[length];
        new System.Random(seed).NextBytes(noise);
        return noise;
    }

    public static DatasetFile File(string name, byte[] content) =>
        new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
}
