using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Data;

/// <summary>Changes brightness, contrast and saturation of images.</summary>
/// <param name="brightness">What each value is multiplied by.</param>
/// <param name="contrast">What its distance from the mean grey is multiplied by.</param>
/// <param name="saturation">What its distance from the grey of its pixel is multiplied by.</param>
internal readonly struct ColourJitter(double brightness, double contrast, double saturation)
{
    private const float Red = 0.299f, Green = 0.587f, Blue = 0.114f;

    /// <summary>Changes one image where it stands.</summary>
    /// <param name="shape">Its shape; a grey one has no saturation.</param>
    /// <param name="image">The bytes, <c>[channels, height, width]</c>.</param>
    public void Apply(ImageShape shape, Span<byte> image)
    {
        if (brightness == 1 && contrast == 1 && (saturation == 1 || shape.Channels == 1))
        {
            return;
        }

        // Brightness and contrast change equal bytes equally, so that they are computed 256 times.
        Span<float> values = stackalloc float[256];
        for (int i = 0; i < 256; i++)
        {
            values[i] = Math.Min((float)(i * brightness), 255);
        }

        if (contrast != 1)
        {
            float mean = MeanGrey(values, shape, image);
            foreach (ref float value in values)
            {
                value = Math.Clamp(mean + ((float)contrast * (value - mean)), 0, 255);
            }
        }

        if (saturation == 1 || shape.Channels == 1)
        {
            foreach (ref byte pixel in image)
            {
                pixel = (byte)(values[pixel] + 0.5f);
            }
        }
        else
        {
            Saturate(values, (float)saturation, image);
        }
    }

    private static float MeanGrey(ReadOnlySpan<float> values, ImageShape shape, ReadOnlySpan<byte> image)
    {
        int plane = shape.Height * shape.Width;
        double mean = 0;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            double sum = 0;
            foreach (byte pixel in image.Slice(channel * plane, plane))
            {
                sum += values[pixel];
            }

            mean += sum / plane * (shape.Channels == 1 ? 1 : channel == 0 ? Red : channel == 1 ? Green : Blue);
        }

        return (float)mean;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Saturate(ReadOnlySpan<float> values, float saturation, Span<byte> image)
    {
        int plane = image.Length / 3;
        Span<byte> reds = image[..plane], greens = image.Slice(plane, plane), blues = image[(2 * plane)..];
        for (int i = 0; i < reds.Length; i++)
        {
            float red = values[reds[i]], green = values[greens[i]], blue = values[blues[i]];
            float grey = (Red * red) + (Green * green) + (Blue * blue);
            reds[i] = ToByte(grey + (saturation * (red - grey)));
            greens[i] = ToByte(grey + (saturation * (green - grey)));
            blues[i] = ToByte(grey + (saturation * (blue - grey)));
        }
    }

    private static byte ToByte(float value) => (byte)(Math.Clamp(value, 0, 255) + 0.5f);
}
