using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Images.Png;

/// <summary>The five filters of PNG, by which a row is stored as differences from its neighbours (PNG specification, third edition, clause 9).</summary>
internal static class PngFilter
{
    /// <summary>The number of filters: none, sub, up, average, Paeth.</summary>
    public const int Count = 5;

    /// <summary>Turns a row into differences.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above it; zeros above the first.</param>
    /// <param name="step">The bytes from a pixel to its right neighbour.</param>
    /// <param name="target">Receives the differences, as long as the row.</param>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> target)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0, corner = i >= step ? above[i - step] : 0;
            target[i] = (byte)(row[i] - Predict(filter, left, above[i], corner));
        }
    }

    /// <summary>Turns differences back into the row, where they stand.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">The differences; becomes the row.</param>
    /// <param name="above">The row above it; zeros above the first.</param>
    /// <param name="step">The bytes from a pixel to its right neighbour; 1 where several pixels share a byte.</param>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (int i = step; i < row.Length; i++)
                {
                    row[i] += row[i - step];
                }

                break;
            case 2:
                Add(row, above);
                break;
            default:
                for (int i = 0; i < row.Length; i++)
                {
                    int left = i >= step ? row[i - step] : 0, corner = i >= step ? above[i - step] : 0;
                    row[i] += (byte)Predict(filter, left, above[i], corner);
                }

                break;
        }
    }

    private static void Add(Span<byte> row, ReadOnlySpan<byte> above)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Predict(int filter, int left, int above, int corner) => filter switch
    {
        0 => 0,
        1 => left,
        2 => above,
        3 => (left + above) >> 1,
        _ => Paeth(left, above, corner),
    };

    /// <summary>The neighbour that is nearest to left + above - corner (A. W. Paeth, 1991).</summary>
    private static int Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner), toAbove = Math.Abs(left - corner), toCorner = Math.Abs(left + above - (2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
