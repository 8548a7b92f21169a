using System.Buffers.Binary;

namespace ActorTraining.Training.Images.Jpeg;

/// <summary>Finds the EXIF orientation in the head of a JPEG file that another decoder found sound.</summary>
internal static class JpegOrientation
{
    /// <summary>Finds it in the segments before the first scan.</summary>
    /// <returns>1 to 8; 1 where there is none.</returns>
    public static int Find(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> rest = file[2..];
        while (rest.Length >= 4 && rest[0] == 0xFF && rest[1] != JpegMarker.StartOfScan)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || rest.Length < 2 + length)
            {
                break;
            }

            ReadOnlySpan<byte> content = rest[4..(2 + length)];
            if (rest[1] == JpegMarker.Exif && content.StartsWith("Exif\0\0"u8))
            {
                return ExifOrientation.Find(content[6..]);
            }

            rest = rest[(2 + length)..];
        }

        return ExifOrientation.Upright;
    }
}
