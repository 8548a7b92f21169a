using ActorTraining.Training.Images.Jpeg;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using JpegDecoder = ActorTraining.Training.Images.Jpeg.JpegDecoder;

namespace ActorTraining.Training.Images;

/// <summary>JPEG through ImageSharp, in builds that have it (<c>ImageSharp=true</c>).</summary>
/// <remarks>
/// It rounds otherwise than libjpeg here and there, by a step or two, and fills up what a truncated file lacks. So it is asked only for files that end with
/// their end marker, and whatever it finds wrong is left to our own decoder, whose messages are the same in all builds.
/// </remarks>
public static partial class ImageFile
{
    /// <summary>Some programs leave a few bytes behind the end marker.</summary>
    private const int MostTrailing = 64;

    private static readonly DecoderOptions LibraryOptions = new() { MaxFrames = 1, Configuration = SingleThreaded() };

    static partial void TryDecodeWithLibrary(byte[] content, ImageLimits limits, ref RasterImage? image)
    {
        ReadOnlySpan<byte> file = content;
        if (!file.StartsWith(JpegDecoder.Signature) || file[^Math.Min(MostTrailing, file.Length)..].LastIndexOf([(byte)0xFF, JpegMarker.EndOfImage]) < 0)
        {
            return;
        }

        try
        {
            ImageInfo info = Image.Identify(LibraryOptions, file);
            limits.CheckSize(info.Width, info.Height);
            JpegEncodingColor? colour = info.Metadata.GetJpegMetadata().ColorType;
            if (colour is JpegEncodingColor.Cmyk or JpegEncodingColor.Ycck || JpegFrame.CannotHold(file.Length, (long)info.Width * info.Height / 64))
            {
                return;
            }

            RasterImage stored = colour == JpegEncodingColor.Luminance ? Load<L8>(file, 1) : Load<Rgb24>(file, 3);
            image = ExifOrientation.Apply(stored, JpegOrientation.Find(file));
        }
        catch (ImageFormatException)
        {
            // Our own decoder says what is wrong.
        }
    }

    private static RasterImage Load<TPixel>(ReadOnlySpan<byte> file, int channels) where TPixel : unmanaged, IPixel<TPixel>
    {
        using Image<TPixel> loaded = Image.Load<TPixel>(LibraryOptions, file);
        var image = new RasterImage(loaded.Width, loaded.Height, channels);
        loaded.CopyPixelDataTo(image.Pixels);
        return image;
    }

    /// <summary>Data sets are decoded on all cores already, an image on each.</summary>
    private static Configuration SingleThreaded()
    {
        Configuration configuration = Configuration.Default.Clone();
        configuration.MaxDegreeOfParallelism = 1;
        return configuration;
    }
}
