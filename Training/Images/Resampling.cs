using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorTraining.Training.Images;

/// <summary>Gives pictures another size, with the pixels that PIL's <c>resize</c>, and with it torchvision's <c>Resize</c>, gives.</summary>
public static class Resampling
{
    private const int Half = 1 << (ResampleWeights.FractionBits - 1);

    /// <summary>The picture in another size; itself where it has that size. The proportions change where those of the sizes differ.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="width">The new width, at least 1.</param>
    /// <param name="height">The new height, at least 1.</param>
    /// <param name="interpolation">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static RasterImage Resize(RasterImage image, int width, int height, Interpolation interpolation = Interpolation.Bilinear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (interpolation == Interpolation.Nearest)
        {
            return width == image.Width && height == image.Height ? image : ResizeNearest(image, width, height);
        }

        RasterImage across = width == image.Width ? image : ResizeAcross(image, new ResampleWeights(image.Width, width, interpolation));
        return height == image.Height ? across : ResizeDown(across, new ResampleWeights(image.Height, height, interpolation));
    }

    /// <summary>The picture with its shorter side of a given length and the same proportions: torchvision's <c>Resize(side)</c>.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="side">The length of the shorter side, at least 1.</param>
    /// <param name="interpolation">How.</param>
    public static RasterImage ResizeShorter(RasterImage image, int side, Interpolation interpolation = Interpolation.Bilinear) =>
        image.Width <= image.Height
            ? Resize(image, side, (int)((long)side * image.Height / image.Width), interpolation)
            : Resize(image, (int)((long)side * image.Width / image.Height), side, interpolation);

    /// <summary>The middle of a picture: torchvision's <c>CenterCrop</c>.</summary>
    /// <param name="image">The picture, at least as large as the part.</param>
    /// <param name="width">The width of the part.</param>
    /// <param name="height">Its height.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is larger than the picture.</exception>
    public static RasterImage CropCentre(RasterImage image, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, image.Width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, image.Height);
        var part = new RasterImage(width, height, image.Channels);
        int left = (int)Math.Round((image.Width - width) / 2.0), top = (int)Math.Round((image.Height - height) / 2.0);
        for (int y = 0; y < height; y++)
        {
            image.Row(top + y).Slice(left * image.Channels, part.Stride).CopyTo(part.Row(y));
        }

        return part;
    }

    private static RasterImage ResizeNearest(RasterImage image, int width, int height)
    {
        var result = new RasterImage(width, height, image.Channels);
        double scaleX = (double)image.Width / width, scaleY = (double)image.Height / height;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> source = image.Row((int)((y + 0.5) * scaleY));
            Span<byte> target = result.Row(y);
            for (int x = 0; x < width; x++)
            {
                source.Slice((int)((x + 0.5) * scaleX) * image.Channels, image.Channels).CopyTo(target[(x * image.Channels)..]);
            }
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RasterImage ResizeAcross(RasterImage image, ResampleWeights weights)
    {
        var result = new RasterImage(weights.Count, image.Height, image.Channels);
        for (int y = 0; y < image.Height; y++)
        {
            if (image.Channels == 1)
            {
                AcrossGrey(image.Row(y), weights, result.Row(y));
            }
            else
            {
                AcrossColour(image.Row(y), weights, result.Row(y));
            }
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AcrossGrey(ReadOnlySpan<byte> source, ResampleWeights weights, Span<byte> target)
    {
        for (int x = 0; x < target.Length; x++)
        {
            ReadOnlySpan<int> factors = weights.Of(x);
            ReadOnlySpan<byte> pixels = source.Slice(weights.Start(x), factors.Length);
            int sum = Half;
            for (int k = 0; k < factors.Length; k++)
            {
                sum += factors[k] * pixels[k];
            }

            target[x] = Clamp(sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AcrossColour(ReadOnlySpan<byte> source, ResampleWeights weights, Span<byte> target)
    {
        for (int x = 0, place = 0; x < weights.Count; x++, place += 3)
        {
            ReadOnlySpan<int> factors = weights.Of(x);
            ref byte pixel = ref MemoryMarshal.GetReference(source.Slice(weights.Start(x) * 3, factors.Length * 3));
            int red = Half, green = Half, blue = Half;
            for (int k = 0; k < factors.Length; k++, pixel = ref Unsafe.Add(ref pixel, 3))
            {
                red += factors[k] * pixel;
                green += factors[k] * Unsafe.Add(ref pixel, 1);
                blue += factors[k] * Unsafe.Add(ref pixel, 2);
            }

            Span<byte> result = target.Slice(place, 3);
            result[0] = Clamp(red);
            result[1] = Clamp(green);
            result[2] = Clamp(blue);
        }
    }

    private static RasterImage ResizeDown(RasterImage image, ResampleWeights weights)
    {
        var result = new RasterImage(image.Width, weights.Count, image.Channels);
        int[] sums = new int[image.Stride];
        for (int y = 0; y < weights.Count; y++)
        {
            sums.AsSpan().Fill(Half);
            ReadOnlySpan<int> factors = weights.Of(y);
            for (int k = 0; k < factors.Length; k++)
            {
                Accumulate(image.Row(weights.Start(y) + k), factors[k], sums);
            }

            Span<byte> target = result.Row(y);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = Clamp(sums[i]);
            }
        }

        return result;
    }

    /// <summary>Adds a row times a factor, as many bytes at a time as fit a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(ReadOnlySpan<byte> row, int factor, Span<int> sums)
    {
        int i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
            AddProduct(first, factor, sums[i..]);
            AddProduct(second, factor, sums[(i + Vector<int>.Count)..]);
            AddProduct(third, factor, sums[(i + (2 * Vector<int>.Count))..]);
            AddProduct(fourth, factor, sums[(i + (3 * Vector<int>.Count))..]);
        }

        for (; i < row.Length; i++)
        {
            sums[i] += factor * row[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(Vector<uint> pixels, int factor, Span<int> sums) =>
        (new Vector<int>(sums) + (Vector.AsVectorInt32(pixels) * factor)).CopyTo(sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Clamp(int sum)
    {
        int value = sum >> ResampleWeights.FractionBits;
        return (byte)((uint)value <= 255 ? value : value < 0 ? 0 : 255);
    }
}
