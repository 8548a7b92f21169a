using ActorTraining.Training.Images.Jpeg;
using ActorTraining.Training.Images.Png;

namespace ActorTraining.Training.Images;

/// <summary>Reads JPEG and PNG files, turned as their EXIF orientation asks; alpha is left out, 16 bits become 8.</summary>
/// <remarks>
/// JPEG files are decoded by libturbojpeg where it is installed, else by code of our own; both give the same pixels, those of libjpeg with its default settings.
/// Files are untrusted: whatever is wrong with one ends in <see cref="InvalidImageException"/>.
/// </remarks>
public static partial class ImageFile
{
    /// <summary>The extensions of the files that can be read, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".png"];

    /// <summary>Whether a file has one of the <see cref="Extensions"/>, in upper or lower case.</summary>
    public static bool HasExtension(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What it may ask for; <see cref="ImageLimits.Default"/> when left out.</param>
    /// <exception cref="InvalidImageException">It is not a sound picture, exceeds the limits or cannot be read.</exception>
    public static RasterImage Read(string path, ImageLimits? limits = null) => Read(path, path, limits);

    /// <summary>Reads a file that messages call by another name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limits">What it may ask for; <see cref="ImageLimits.Default"/> when left out.</param>
    /// <exception cref="InvalidImageException">It is not a sound picture, exceeds the limits or cannot be read.</exception>
    public static RasterImage Read(string path, string name, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            CheckLength(stream.Length, name, limits);
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            return Decode(content, name, limits);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidImageException(name, error is FileNotFoundException or DirectoryNotFoundException ? "is not there" : error.Message, error);
        }
    }

    /// <summary>Decodes the content of a file; whether it is JPEG or PNG is seen from its first bytes.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limits">What it may ask for; <see cref="ImageLimits.Default"/> when left out.</param>
    /// <exception cref="InvalidImageException">It is not a sound picture or exceeds the limits.</exception>
    public static RasterImage Decode(byte[] content, string name, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        CheckLength(content.Length, name, limits);
        try
        {
            return Decode(content, limits);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidImageException(name, error is EndOfStreamException ? "it ends before all of its pixels were there" : error.Message, error);
        }
    }

    private static RasterImage Decode(byte[] content, ImageLimits limits)
    {
        RasterImage? image = null;
        TryDecodeWithLibrary(content, limits, ref image);
        if (image is not null)
        {
            return image;
        }

        if (content.AsSpan().StartsWith(PngEncoder.Signature))
        {
            return PngDecoder.Decode(content, limits);
        }

        if (content.AsSpan().StartsWith(JpegDecoder.Signature))
        {
            return TurboJpeg.TryDecode(content, limits) ?? JpegDecoder.Decode(content, limits);
        }

        throw new InvalidDataException(content.Length == 0 ? "is empty" : "is neither a JPEG nor a PNG file");
    }

    private static void CheckLength(long length, string name, ImageLimits limits)
    {
        if (length > limits.MaxBytes)
        {
            throw new InvalidImageException(name, $"has {length:N0} bytes; at most {limits.MaxBytes:N0} are read");
        }
    }

    /// <summary>Gives the picture where this build has a library for it (<c>ImageFile.ImageSharp.cs</c>); leaves null where it has none.</summary>
    static partial void TryDecodeWithLibrary(byte[] content, ImageLimits limits, ref RasterImage? image);
}
