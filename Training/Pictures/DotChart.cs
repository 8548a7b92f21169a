using System.Globalization;

namespace ActorTraining.Training.Pictures;

/// <summary>Draws positive numbers of many things as dots on a common logarithmic axis, with a limit for each series.</summary>
internal static class DotChart
{
    private const double Margin = 24, Head = 104, RowHeight = 28, PlotWidth = 640, Apart = 4, Foot = 44;

    /// <summary>Draws it.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="subtitle">How to read it.</param>
    /// <param name="series">The kinds of dots.</param>
    /// <param name="rows">The things, each with one number for each series. Zero stands at the left edge, NaN at the right, null nowhere.</param>
    /// <returns>The drawing as SVG.</returns>
    public static string Draw(string title, string subtitle, IReadOnlyList<DotSeries> series, IReadOnlyList<(string Label, IReadOnlyList<double?> Values)> rows)
    {
        double[] numbers = [.. rows.SelectMany(row => row.Values).OfType<double>().Where(value => value > 0 && double.IsFinite(value)), .. series.Select(one => one.Limit)];
        int low = (int)Math.Floor(Math.Log10(numbers.Min())), high = (int)Math.Ceiling(Math.Log10(numbers.Max())) + 1;
        double left = Margin + 12 + rows.Max(row => FigureText.Width(row.Label, 13)), bottom = Head + rows.Count * RowHeight;
        using var drawing = new Drawing(left + PlotWidth + Margin, bottom + Foot, title, Describe(series, rows));
        drawing.Text(title, Margin, 34, 17, Ink.Text, bold: true);
        drawing.Text(subtitle, Margin, 56, 13, Ink.Muted);
        for (int power = low; power <= high; power += 2)
        {
            double x = X(Math.Pow(10, power));
            drawing.Path(FormattableString.Invariant($"M{x:0.#} {Head}V{bottom}"), Ink.Panel, 1);
            drawing.Text($"1e{power.ToString(CultureInfo.InvariantCulture).Replace('-', '−')}", x, bottom + 20, 12, Ink.Muted, "middle");
        }

        for (int i = 0; i < rows.Count; i++)
            drawing.Path(FormattableString.Invariant($"M{left} {Middle(i)}H{left + PlotWidth}"), Ink.Panel, 1);
        double key = Margin;
        foreach (DotSeries one in series)
        {
            drawing.Path(FormattableString.Invariant($"M{X(one.Limit):0.#} {Head - 8}V{bottom}"), one.Color, 1.5);
            Dot(drawing, key + 5, 80, one.Color);
            string name = $"{one.Name}, limit {FigureText.Of(one.Limit)}";
            drawing.Text(name, key + 18, 84, 13, Ink.Text);
            key += 44 + FigureText.Width(name, 13);
        }

        for (int i = 0; i < rows.Count; i++)
        {
            drawing.Text(rows[i].Label, left - 12, Middle(i) + 4.5, 13, Ink.Text, "end");
            // Series side by side: equal numbers would hide each other.
            for (int k = 0; k < series.Count; k++)
            {
                if (rows[i].Values[k] is { } value)
                    Dot(drawing, X(value), Middle(i) + Apart * (k - (series.Count - 1) / 2.0), series[k].Color);
            }
        }

        return drawing.ToSvg();

        double Middle(int row) => Head + (row + 0.5) * RowHeight;
        double X(double value) => left + PlotWidth * (double.IsNaN(value) ? 1 : Math.Clamp((Math.Log10(value) - low) / (high - low), 0, 1));
    }

    private static void Dot(Drawing drawing, double x, double y, Ink color) =>
        drawing.Fill(FormattableString.Invariant($"M{x - 5:0.##} {y:0.##}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"), color);

    private static string Describe(IReadOnlyList<DotSeries> series, IReadOnlyList<(string Label, IReadOnlyList<double?> Values)> rows) =>
        string.Join("; ", rows.Select(row => $"{row.Label}: {string.Join(", ", series.Select((one, k) => row.Values[k] is { } value ? $"{one.Name} {FigureText.Of(value, 2)}" : $"{one.Name} none"))}")) + ".";
}
