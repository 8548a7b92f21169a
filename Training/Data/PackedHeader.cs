using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ActorTraining.Training.Data;

/// <summary>The beginning of a file of decoded images: what they are of, so that it is known whether they still hold.</summary>
/// <param name="Key">The hash of the sources and of what became of them.</param>
/// <param name="Channels">Those of each image.</param>
/// <param name="Height">That of each image.</param>
/// <param name="Width">That of each image.</param>
/// <param name="Count">The images, bad ones included, whose bytes are zero.</param>
/// <param name="Bad">For each image that could not be read its index and why.</param>
internal sealed record PackedHeader(string Key, int Channels, int Height, int Width, int Count, IReadOnlyDictionary<int, string> Bad)
{
    /// <summary>A later form of the file, or other pixels from the same pictures, takes a new number.</summary>
    private const int Version = 1;

    /// <summary>Where the images begin is a multiple of this: a page of the memory.</summary>
    private const int Alignment = 4096;

    private const int MostBytes = 1 << 26;

    private static ReadOnlySpan<byte> Magic => "ATIMAGES"u8;

    /// <summary>The shape of each image.</summary>
    public ImageShape Shape => new(Channels, Height, Width);

    /// <summary>The hash of a plan and of the options, with the length and the time of change of each file.</summary>
    public static string KeyOf(ImagePlan plan, ImageOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append($"{Version}\n{options.Resize}\n{options.Fit}\n{options.Interpolation}\n{options.Channels}\n{options.OnBadImage}\n{options.Limits}\n");
        foreach (ImageSource source in plan.All)
        {
            var info = new FileInfo(source.Path);
            Append(info.Exists ? $"{source.Name}\n{info.Length}\n{info.LastWriteTimeUtc.Ticks}\n" : $"{source.Name}\nmissing\n");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The bytes before the first image.</summary>
    public byte[] ToBytes()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this);
        int start = Magic.Length + sizeof(int);
        byte[] bytes = new byte[(start + json.Length + Alignment - 1) / Alignment * Alignment];
        Magic.CopyTo(bytes);
        BitConverter.TryWriteBytes(bytes.AsSpan(Magic.Length), json.Length);
        json.CopyTo(bytes, start);
        return bytes;
    }

    /// <summary>Reads the beginning of a file.</summary>
    /// <returns>Null where it is not such a file, or not the whole.</returns>
    public static (PackedHeader Header, long Offset)? TryRead(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            Span<byte> start = stackalloc byte[Magic.Length + sizeof(int)];
            stream.ReadExactly(start);
            int length = BitConverter.ToInt32(start[Magic.Length..]);
            if (!start.StartsWith(Magic) || length is < 0 or > MostBytes)
            {
                return null;
            }

            byte[] json = new byte[length];
            stream.ReadExactly(json);
            long offset = (start.Length + length + Alignment - 1) / Alignment * Alignment;
            return JsonSerializer.Deserialize<PackedHeader>(json) is { } header && stream.Length == offset + ((long)header.Count * header.Shape.Size)
                ? (header, offset)
                : null;
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
