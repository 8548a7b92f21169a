using System.Globalization;

namespace ActorTraining.Training.Pictures;

/// <summary>Draws a confusion matrix: one row per true class, one column per answer; the diagonal is what was told right.</summary>
internal static class ConfusionPicture
{
    private const double Margin = 24, Head = 112, Foot = 26;
    private const int MostNumbers = 20;

    private static readonly Rgb White = new(255, 255, 255), Right = new(15, 63, 201), Wrong = new(179, 38, 30);

    /// <summary>Draws it.</summary>
    /// <param name="title">What was told apart.</param>
    /// <param name="classes">The names of the classes, at least one.</param>
    /// <param name="counts">How often a class, the first index, got an answer, the second.</param>
    /// <returns>The drawing as SVG.</returns>
    public static string Draw(string title, IReadOnlyList<string> classes, Func<int, int, long> counts)
    {
        int n = classes.Count;
        double cell = n <= 10 ? 52 : n <= MostNumbers ? 40 : Math.Max(8, 800.0 / n);
        double font = cell >= 40 ? 13 : Math.Clamp(cell - 2, 7, 12);
        double label = Math.Min(170, classes.Max(name => FigureText.Width(name, font))) + 30, side = n * cell;
        double accuracy = cell * 1.6;
        using var drawing = new Drawing(Margin + label + side + accuracy + Margin, Head + (label - 30) + side + Foot, title, Describe(classes, counts));
        drawing.Text(title, Margin, 34, 17, Ink.Text, bold: true);
        drawing.Text("Rows: the true class; columns: the answer. A colour is a share of its row.", Margin, 56, 13, Ink.Muted);
        (double left, double top) = (Margin + label, Head + (label - 30));
        drawing.Text("right", left + side + 10, top - 10, 12, Ink.Muted);
        for (int row = 0; row < n; row++)
            Row(drawing, classes, counts, row, left, top, cell, font);
        drawing.Rectangle(left, top, side, side, null, Ink.Rule);
        return drawing.ToSvg();
    }

    private static void Row(Drawing drawing, IReadOnlyList<string> classes, Func<int, int, long> counts, int row, double left, double top, double cell, double font)
    {
        int n = classes.Count;
        long total = Enumerable.Range(0, n).Sum(column => counts(row, column));
        double y = top + row * cell, line = y + cell / 2 + font * 0.35;
        drawing.Text(FigureText.Fit(classes[row], 20), left - 10, line, font, Ink.Text, "end");
        drawing.Turned(FigureText.Fit(classes[row], 20), left + (row + 0.5) * cell + font * 0.35, top - 10, font, Ink.Text);
        for (int column = 0; column < n; column++)
        {
            double share = total == 0 ? 0 : (double)counts(row, column) / total;
            // Errors are few: the root makes one in a hundred visible.
            Rgb color = Rgb.Mix(White, row == column ? Right : Wrong, row == column ? share * share : Math.Sqrt(share));
            drawing.Cell(left + column * cell, y, cell, cell, color);
            if (n <= MostNumbers && counts(row, column) > 0)
                drawing.TextOn(color, counts(row, column).ToString(CultureInfo.InvariantCulture), left + (column + 0.5) * cell, line, Math.Min(font, cell / 3));
        }

        string right = total == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * counts(row, row) / total:0.0}%");
        drawing.Text(right, left + n * cell + 10, line, font, Ink.Muted);
    }

    private static string Describe(IReadOnlyList<string> classes, Func<int, int, long> counts)
    {
        long right = 0, all = 0;
        (long Count, int Row, int Column) worst = (0, 0, 0);
        for (int row = 0; row < classes.Count; row++)
        {
            for (int column = 0; column < classes.Count; column++)
            {
                all += counts(row, column);
                right += row == column ? counts(row, column) : 0;
                if (row != column && counts(row, column) > worst.Count)
                    worst = (counts(row, column), row, column);
            }
        }

        return $"{right} of {all} right." + (worst.Count == 0 ? "" : $" The most frequent error: {worst.Count} times {classes[worst.Column]} instead of {classes[worst.Row]}.");
    }
}
