using ActorTraining.Training.Pictures;

namespace ActorTraining.Training.Jobs.ToyNetwork;

/// <summary>Draws the toy network in one step: each unit with its value and with the gradient that came back to it.</summary>
internal static class ToyPicture
{
    private const int MostUnits = 12;
    private const double Margin = 24, Head = 106, Foot = 44, BoxWidth = 104, BoxHeight = 46, ColumnWidth = 200, RowHeight = 60;

    private static readonly string[] Names = ["x", "ReLU", "leaky ReLU", "z", "σ(z)"];

    /// <summary>Draws it.</summary>
    /// <param name="setting">What the trial is about, in a few words.</param>
    /// <param name="columns">Its units, from the inputs to the output.</param>
    /// <returns>The drawing as SVG; null for a network with too many units for a picture.</returns>
    public static string? Draw(string setting, IReadOnlyList<ToyColumn> columns)
    {
        int most = columns.Max(column => column.Values.Count);
        if (most > MostUnits)
            return null;
        const string Title = "The first step of the toy network, forward and back";
        double width = 2 * Margin + ColumnWidth * (columns.Count - 1) + BoxWidth, bottom = Head + most * RowHeight;
        using var drawing = new Drawing(width, bottom + Foot, Title, Describe(columns));
        drawing.Text(Title, Margin, 34, 17, Ink.Text, bold: true);
        drawing.Text(setting, Margin, 56, 13, Ink.Muted);
        for (int i = 1; i < columns.Count; i++)
            Edges(drawing, i, columns[i - 1].Values.Count, columns[i].Values.Count, most);
        for (int i = 0; i < columns.Count; i++)
        {
            drawing.Text(Names[i], X(i) + BoxWidth / 2, 90, 14, Ink.Text, "middle", bold: true);
            for (int unit = 0; unit < columns[i].Values.Count; unit++)
                Box(drawing, X(i), Y(unit, columns[i].Values.Count, most), columns[i].Values[unit], columns[i].Gradients[unit], isInput: i == 0);
        }

        drawing.Text("upper figure: value", Margin, bottom + 26, 13, Ink.Text);
        drawing.Text("lower figure: gradient of the loss with respect to it", Margin + 160, bottom + 26, 13, Ink.Accent);
        return drawing.ToSvg();
    }

    private static void Edges(Drawing drawing, int column, int from, int to, int most)
    {
        for (int i = 0; i < from; i++)
        {
            for (int k = 0; k < to; k++)
            {
                drawing.Path(
                    FormattableString.Invariant($"M{X(column - 1) + BoxWidth} {Y(i, from, most) + BoxHeight / 2:0.#}L{X(column)} {Y(k, to, most) + BoxHeight / 2:0.#}"), Ink.Rule, 1);
            }
        }
    }

    private static void Box(Drawing drawing, double x, double y, double value, double gradient, bool isInput)
    {
        drawing.Rectangle(x, y, BoxWidth, BoxHeight, Ink.Panel, isInput ? Ink.Second : Ink.Rule, radius: 8);
        drawing.Text(FigureText.Of(value), x + BoxWidth / 2, y + 19, 13, Ink.Text, "middle");
        drawing.Text(FigureText.Of(gradient), x + BoxWidth / 2, y + 37, 13, Ink.Accent, "middle");
    }

    private static double X(int column) => Margin + column * ColumnWidth;

    private static double Y(int unit, int units, int most) => Head + (unit + (most - units) / 2.0) * RowHeight;

    private static string Describe(IReadOnlyList<ToyColumn> columns) => string.Join("; ", columns.Select((column, i) =>
        $"{Names[i]}: {string.Join(", ", column.Values.Select((value, unit) => $"{FigureText.Of(value)} with gradient {FigureText.Of(column.Gradients[unit])}"))}")) + ".";
}
