namespace ActorTraining.Training.Data;

/// <summary>The ten digits as strokes in a box of 4 by 6, and where a random turn of the hand puts them.</summary>
internal static class DigitStrokes
{
    /// <summary>Each digit as polylines, points as two characters (x, y from above), lines separated by a blank.</summary>
    private static readonly string[] Digits =
    [
        "103041453616050110",
        "112026 1636",
        "01103041420646",
        "0110304142334445361605 1333",
        "300444 3036",
        "400003334445361605",
        "30100105163645443303",
        "004016",
        "13020110304142331304051636454433",
        "43130201103041453616",
    ];

    private const float Middle = 14;
    private const float Unit = 3;

    /// <summary>The numbers that the digit with the most strokes takes.</summary>
    public static int Longest { get; } = Digits.Max(digit => digit.Split(' ').Sum(line => ((line.Length / 2) - 1) * 4));

    /// <summary>Places a digit in an image of 28×28.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="draws">At least six uniform numbers: turn, slant, width, height, shift to the right and downwards.</param>
    /// <param name="strokes">Receives the strokes in pixels, four numbers each: x0, y0, x1, y1.</param>
    /// <returns>The numbers that were written.</returns>
    public static int Place(int digit, ReadOnlySpan<float> draws, Span<float> strokes)
    {
        // A turn by the half-angle formula: unlike sine and cosine it is the same on every machine.
        float t = 0.2f * (draws[0] - 0.5f);
        float cosine = (1 - (t * t)) / (1 + (t * t)), sine = 2 * t / (1 + (t * t));
        float slant = 0.5f * (draws[1] - 0.5f);
        float width = Unit * (0.7f + (0.5f * draws[2])), height = Unit * (0.75f + (0.35f * draws[3]));
        float right = Middle + (5 * (draws[4] - 0.5f)), down = Middle + (5 * (draws[5] - 0.5f));

        int written = 0;
        foreach (string line in Digits[digit].Split(' '))
        {
            for (int i = 0; i + 3 < line.Length; i += 2)
            {
                for (int end = 0; end < 2; end++)
                {
                    float y = height * (line[i + (2 * end) + 1] - '0' - 3);
                    float x = (width * (line[i + (2 * end)] - '0' - 2)) - (slant * y);
                    strokes[written++] = right + (cosine * x) - (sine * y);
                    strokes[written++] = down + (sine * x) + (cosine * y);
                }
            }
        }

        return written;
    }
}
