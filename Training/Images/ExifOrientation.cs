using System.Buffers.Binary;

namespace ActorTraining.Training.Images;

/// <summary>How a camera was held, as EXIF (CIPA DC-008) tells in tag 0x0112, and the turn that puts the picture upright.</summary>
internal static class ExifOrientation
{
    /// <summary>The value of a picture that is upright already.</summary>
    public const int Upright = 1;

    private const int Tag = 0x0112;
    private const int EntryLength = 12;

    /// <summary>Finds the orientation in a TIFF structure.</summary>
    /// <param name="tiff">The structure, from its byte order mark on.</param>
    /// <returns>1 to 8; 1 where there is none or the structure is damaged, for the pixels are sound all the same.</returns>
    public static int Find(ReadOnlySpan<byte> tiff)
    {
        bool little = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!little && !tiff.StartsWith("MM\0*"u8)))
        {
            return Upright;
        }

        uint directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
        {
            return Upright;
        }

        ReadOnlySpan<byte> entries = tiff[(int)directory..];
        int count = ReadUInt16(entries, little);
        for (entries = entries[2..]; count > 0 && entries.Length >= EntryLength; count--, entries = entries[EntryLength..])
        {
            if (ReadUInt16(entries, little) == Tag)
            {
                int value = ReadUInt16(entries[8..], little);
                return value is >= 1 and <= 8 ? value : Upright;
            }
        }

        return Upright;
    }

    /// <summary>The picture, put upright; itself where it is.</summary>
    /// <param name="image">As stored.</param>
    /// <param name="orientation">1 to 8.</param>
    public static RasterImage Apply(RasterImage image, int orientation)
    {
        if (orientation == Upright)
        {
            return image;
        }

        bool transposed = orientation >= 5;
        var upright = transposed
            ? new RasterImage(image.Height, image.Width, image.Channels)
            : new RasterImage(image.Width, image.Height, image.Channels);
        for (int y = 0; y < upright.Height; y++)
        {
            for (int x = 0; x < upright.Width; x++)
            {
                (int fromX, int fromY) = Source(x, y, image.Width, image.Height, orientation);
                image.Pixel(fromX, fromY).CopyTo(upright.Pixel(x, y));
            }
        }

        return upright;
    }

    /// <summary>Where a pixel of the upright picture is stored. The eight cases are those of the tag's definition.</summary>
    private static (int X, int Y) Source(int x, int y, int width, int height, int orientation) => orientation switch
    {
        2 => (width - 1 - x, y),
        3 => (width - 1 - x, height - 1 - y),
        4 => (x, height - 1 - y),
        5 => (y, x),
        6 => (y, height - 1 - x),
        7 => (width - 1 - y, height - 1 - x),
        _ => (width - 1 - y, x),
    };

    private static int ReadUInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
