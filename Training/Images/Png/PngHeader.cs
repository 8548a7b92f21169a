using System.Buffers.Binary;

namespace ActorTraining.Training.Images.Png;

/// <summary>The header of a PNG file, checked.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Depth">Bits of a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="Type">0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.</param>
/// <param name="Interlaced">Whether the rows come in the seven passes of Adam7.</param>
internal readonly record struct PngHeader(int Width, int Height, int Depth, int Type, bool Interlaced)
{
    /// <summary>The type of pictures whose samples are indices into a palette.</summary>
    public const int Palette = 3;

    private const int Length = 13;

    /// <summary>The bits of a pixel.</summary>
    public int BitsPerPixel => Depth * Samples;

    /// <summary>The channels of the picture without its alpha.</summary>
    public int Channels => Type is 0 or 4 ? 1 : 3;

    /// <summary>The samples of a pixel, alpha included.</summary>
    public int Samples => Type switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>The bytes of a row of so many pixels.</summary>
    public int RowLength(int pixels) => (int)((((long)pixels * BitsPerPixel) + 7) / 8);

    /// <summary>Reads the content of the chunk IHDR.</summary>
    /// <exception cref="InvalidDataException">It breaks a rule of the format or a limit.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> content, ImageLimits limits)
    {
        if (content.Length != Length)
        {
            throw new InvalidDataException($"its header has {content.Length} bytes, not {Length}");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(content), height = BinaryPrimitives.ReadUInt32BigEndian(content[4..]);
        limits.CheckSize(width, height);
        int depth = content[8], type = content[9];
        bool sound = type switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            Palette => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!sound || content[10] != 0 || content[11] != 0 || content[12] > 1)
        {
            throw new InvalidDataException(
                $"its header gives {depth} bits of colour type {type}, compression {content[10]}, filter {content[11]}, interlacing {content[12]}, which PNG does not have");
        }

        return new PngHeader((int)width, (int)height, depth, type, content[12] == 1);
    }
}
