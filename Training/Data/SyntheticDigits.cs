using System.Globalization;
using System.Runtime.CompilerServices;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Data;

/// <summary>Drawn digits, 28×28 grey: learnable like MNIST, but made in a moment and without a download. For tests and first steps.</summary>
/// <remarks>
/// Each image is a digit of straight strokes, turned, slanted, scaled and shifted at random, drawn with a pen and an ink of its own. Only operations that IEEE 754
/// defines to the last bit are used, so that the images are the same on every machine. The first images are the same, however many are drawn.
/// </remarks>
public static class SyntheticDigits
{
    private const int Side = 28;
    private const int Classes = 10;
    private const int DefaultTrain = 2_000;
    private const int DefaultTest = 500;

    /// <summary>The random numbers that one image takes.</summary>
    private const int Draws = 10;

    /// <summary>The entry of the catalogue: 2,000 images for training and 500 for testing, of seed 0.</summary>
    public static DatasetDescription Description { get; } = new(
        "synthetic-digits",
        "Drawn digits, no download: 2,000 images for training, 500 for testing, 28×28 grey, 10 classes",
        [],
        [],
        _ => Draw(DefaultTrain, DefaultTest, seed: 0))
    {
        Shape = new ImageShape(1, 28, 28),
    };

    /// <summary>Draws a data set.</summary>
    /// <param name="train">The number of images for training, at least 1.</param>
    /// <param name="test">The number of images for testing, at least 1.</param>
    /// <param name="seed">Other seeds give other images.</param>
    public static Dataset Draw(int train, int test, uint seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(train, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(test, 1);
        string[] names = [.. Enumerable.Range(0, Classes).Select(digit => digit.ToString(CultureInfo.InvariantCulture))];
        return new Dataset("synthetic-digits", names, DrawSet(train, new TorchRandom(seed)), DrawSet(test, new TorchRandom(~seed)));
    }

    private static ImageSet DrawSet(int count, TorchRandom random)
    {
        byte[] pixels = new byte[count * Side * Side];
        byte[] labels = new byte[count];
        Span<float> draws = stackalloc float[Draws];
        for (int i = 0; i < count; i++)
        {
            random.Uniform(draws);
            labels[i] = (byte)(draws[0] * Classes);
            DrawDigit(labels[i], draws[1..], pixels.AsSpan(i * Side * Side, Side * Side));
        }

        return new ImageSet(new ImageShape(1, Side, Side), pixels, labels, Classes, "synthetic-digits");
    }

    /// <summary>Draws one digit by the distance of each pixel from the nearest stroke.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="draws">Uniform numbers in [0, 1) that decide about the shape.</param>
    /// <param name="image">Receives the pixels, <c>[28, 28]</c>, white on black.</param>
    private static void DrawDigit(int digit, ReadOnlySpan<float> draws, Span<byte> image)
    {
        Span<float> strokes = stackalloc float[DigitStrokes.Longest];
        strokes = strokes[..DigitStrokes.Place(digit, draws, strokes)];
        float width = 0.9f + (0.9f * draws[6]);
        float ink = 180 + (75 * draws[7]);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float distance = MathF.Sqrt(NearestSquared(strokes, x + 0.5f, y + 0.5f));
                float cover = Math.Clamp(width + 0.5f - distance, 0, 1);
                image[(y * Side) + x] = (byte)(ink * cover);
            }
        }
    }

    /// <summary>The squared distance of a point from the nearest of the strokes (x0, y0, x1, y1), ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float NearestSquared(ReadOnlySpan<float> strokes, float x, float y)
    {
        float nearest = float.MaxValue;
        for (int i = 0; i < strokes.Length; i += 4)
        {
            float dx = strokes[i + 2] - strokes[i], dy = strokes[i + 3] - strokes[i + 1];
            float px = x - strokes[i], py = y - strokes[i + 1];
            float along = Math.Clamp(((px * dx) + (py * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
            float ex = px - (along * dx), ey = py - (along * dy);
            nearest = Math.Min(nearest, (ex * ex) + (ey * ey));
        }

        return nearest;
    }
}
