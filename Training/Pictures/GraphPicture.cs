using System.Globalization;

namespace ActorTraining.Training.Pictures;

/// <summary>Draws a computation from its inputs on the left to its result on the right, every step a box with its two figures.</summary>
internal static class GraphPicture
{
    private const double Margin = 24, Head = 74, Foot = 44;
    private const double BoxWidth = 116, BoxHeight = 62, ColumnWidth = 150, RowHeight = 78;

    /// <summary>Draws it.</summary>
    /// <param name="boxes">The steps, each behind all that it is computed from; the last is the result.</param>
    /// <param name="title">What is computed.</param>
    /// <param name="subtitle">Where.</param>
    /// <param name="value">What the first figure of a box is.</param>
    /// <param name="gradient">What the second figure is.</param>
    /// <returns>The drawing as SVG.</returns>
    public static string Draw(IReadOnlyList<GraphBox> boxes, string title, string subtitle, string value, string gradient)
    {
        (double X, double Y)[] places = [.. GraphLayout.Of([.. boxes.Select(box => box.Inputs)]).Select(place => (Margin + place.Column * ColumnWidth, Head + place.Row * RowHeight))];
        double width = Math.Max(places.Max(place => place.X) + BoxWidth, FigureText.Width(title, 17)) + Margin;
        double height = places.Max(place => place.Y) + BoxHeight + Foot;
        using var drawing = new Drawing(width, height, title, Describe(boxes, subtitle, value, gradient));
        drawing.Text(title, Margin, 34, 17, Ink.Text, bold: true);
        drawing.Text(subtitle, Margin, 56, 13, Ink.Muted);
        for (int i = 0; i < boxes.Count; i++)
        {
            foreach (int input in boxes[i].Inputs)
                Edge(drawing, places[input], places[i], Port(boxes[i], input));
        }

        for (int i = 0; i < boxes.Count; i++)
            Box(drawing, boxes[i], places[i], isResult: i == boxes.Count - 1);
        Key(drawing, height - 18, value, gradient);
        return drawing.ToSvg();
    }

    /// <summary>How far from the middle of the left side an edge ends, so that two operands do not meet in one point.</summary>
    private static double Port(GraphBox box, int input) =>
        box.Inputs.Count == 1 ? 0 : (box.Inputs.ToList().IndexOf(input) - (box.Inputs.Count - 1) / 2.0) * 18;

    private static void Edge(Drawing drawing, (double X, double Y) from, (double X, double Y) to, double port)
    {
        (double x0, double y0) = (from.X + BoxWidth, from.Y + BoxHeight / 2);
        (double x1, double y1) = (to.X - 7, to.Y + BoxHeight / 2 + port);
        double bend = (x1 - x0) / 2;
        drawing.Path(FormattableString.Invariant($"M{x0:0.#} {y0:0.#}C{x0 + bend:0.#} {y0:0.#} {x1 - bend:0.#} {y1:0.#} {x1:0.#} {y1:0.#}"), Ink.Rule);
        drawing.Fill(FormattableString.Invariant($"M{x1 + 7:0.#} {y1:0.#}l-8 -4v8z"), Ink.Rule);
    }

    private static void Box(Drawing drawing, GraphBox box, (double X, double Y) place, bool isResult)
    {
        double middle = place.X + BoxWidth / 2;
        drawing.Rectangle(place.X, place.Y, BoxWidth, BoxHeight, Ink.Panel, isResult ? Ink.Text : box.IsInput ? Ink.Second : Ink.Rule, radius: 8);
        string[] figures = [.. new[] { box.Value == box.Label ? null : box.Value, box.Gradient }.OfType<string>()];
        double y = place.Y + (BoxHeight - 18 * figures.Length) / 2 + 5;
        drawing.Text(FigureText.Fit(box.Label, 12), middle, y, 14, box.IsInput ? Ink.Second : Ink.Text, "middle", bold: true);
        for (int i = 0; i < figures.Length; i++)
            drawing.Text(figures[i], middle, y + 18 * (i + 1), 13, figures[i] == box.Gradient && i == figures.Length - 1 ? Ink.Accent : Ink.Text, "middle");
    }

    private static void Key(Drawing drawing, double y, string value, string gradient)
    {
        drawing.Text($"upper figure: {value}", Margin, y, 13, Ink.Text);
        drawing.Text($"lower figure: {gradient}", Margin + 40 + FigureText.Width($"upper figure: {value}", 13), y, 13, Ink.Accent);
    }

    private static string Describe(IReadOnlyList<GraphBox> boxes, string subtitle, string value, string gradient)
    {
        var steps = boxes.Select((box, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"{i + 1}: {box.Label}{(box.Inputs.Count == 0 ? "" : $" of {string.Join(" and ", box.Inputs.Select(input => input + 1))}")}, {value} {box.Value}{(box.Gradient is null ? "" : $", {gradient} {box.Gradient}")}"));
        return $"{subtitle}. {string.Join("; ", steps)}.";
    }
}
