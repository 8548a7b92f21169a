namespace ActorTraining.Training.Images;

/// <summary>A picture in memory, <c>[height, width, channels]</c>: 8 bits for each of red, green and blue, or for grey alone.</summary>
/// <remarks>Pixels lie row by row from the top, the channels of one pixel side by side.</remarks>
public sealed class RasterImage
{
    private readonly byte[] _pixels;

    /// <summary>Creates a black picture.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 for grey; 3 for red, green and blue.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of range, or there are more than 2³¹ - 1 bytes.</exception>
    public RasterImage(int width, int height, int channels)
        : this(width, height, channels, new byte[CheckedLength(width, height, channels)])
    {
    }

    /// <summary>Takes over pixels.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 for grey; 3 for red, green and blue.</param>
    /// <param name="pixels">The pixels, <c>[height, width, channels]</c>; belong to the picture from now on.</param>
    /// <exception cref="ArgumentException">There are more or fewer pixels than the size says.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of range.</exception>
    public RasterImage(int width, int height, int channels, byte[] pixels)
    {
        int length = CheckedLength(width, height, channels);
        if (pixels.Length != length)
        {
            throw new ArgumentException($"{pixels.Length} bytes are not a picture of {width}×{height} with {channels} channels.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Channels = channels;
        _pixels = pixels;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>1 for grey; 3 for red, green and blue.</summary>
    public int Channels { get; }

    /// <summary>The bytes of a row.</summary>
    public int Stride => Width * Channels;

    /// <summary>All pixels, <c>[height, width, channels]</c>, to be read and written.</summary>
    public Span<byte> Pixels => _pixels;

    /// <summary>One row, <c>[width, channels]</c>, counted from the top.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return _pixels.AsSpan(y * Stride, Stride);
    }

    /// <summary>The channels of one pixel, <c>[channels]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public Span<byte> Pixel(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width, nameof(x));
        return Row(y).Slice(x * Channels, Channels);
    }

    /// <summary>Makes a picture of planes, the order of tensors.</summary>
    /// <param name="planes">The bytes, <c>[channels, height, width]</c>.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes than the size says.</exception>
    public static RasterImage FromPlanes(ReadOnlySpan<byte> planes, int channels, int height, int width)
    {
        var image = new RasterImage(width, height, channels);
        if (planes.Length != image._pixels.Length)
        {
            throw new ArgumentException($"{planes.Length} bytes are not {channels} planes of {height}×{width}.", nameof(planes));
        }

        int plane = height * width;
        for (int i = 0; i < plane; i++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                image._pixels[(i * channels) + channel] = planes[(channel * plane) + i];
            }
        }

        return image;
    }

    /// <summary>Copies the pixels as planes, the order of tensors.</summary>
    /// <param name="planes">Receives the bytes, <c>[channels, height, width]</c>.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyPlanes(Span<byte> planes)
    {
        if (planes.Length != _pixels.Length)
        {
            throw new ArgumentException($"{planes.Length} bytes do not hold {Channels} planes of {Height}×{Width}.", nameof(planes));
        }

        if (Channels == 1)
        {
            _pixels.CopyTo(planes);
            return;
        }

        int plane = Height * Width;
        Span<byte> red = planes[..plane], green = planes.Slice(plane, plane), blue = planes[(2 * plane)..];
        for (int i = 0, source = 0; i < red.Length; i++, source += 3)
        {
            red[i] = _pixels[source];
            green[i] = _pixels[source + 1];
            blue[i] = _pixels[source + 2];
        }
    }

    /// <summary>This picture with another number of channels; itself where it has that many already.</summary>
    /// <param name="channels">
    /// 3 repeats grey for each colour; 1 weighs the colours as ITU-R BT.601 does, 0.299 R + 0.587 G + 0.114 B, in the fixed-point form of PIL's <c>convert("L")</c>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The number is neither 1 nor 3.</exception>
    public RasterImage WithChannels(int channels)
    {
        if (channels == Channels)
        {
            return this;
        }

        var image = new RasterImage(Width, Height, channels);
        byte[] target = image._pixels;
        for (int i = 0; i < Width * Height; i++)
        {
            if (channels == 1)
            {
                target[i] = (byte)(((_pixels[3 * i] * 19595) + (_pixels[(3 * i) + 1] * 38470) + (_pixels[(3 * i) + 2] * 7471) + 0x8000) >> 16);
            }
            else
            {
                target.AsSpan(3 * i, 3).Fill(_pixels[i]);
            }
        }

        return image;
    }

    private static int CheckedLength(int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1 channel or 3.");
        }

        long length = (long)width * height * channels;
        return length <= Array.MaxLength
            ? (int)length
            : throw new ArgumentOutOfRangeException(nameof(width), $"A picture of {width}×{height} with {channels} channels has {length:N0} bytes; at most {Array.MaxLength:N0} are possible.");
    }
}
