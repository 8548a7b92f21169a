namespace ActorTraining.Experiments.Plots;

/// <summary>A value for every pair of two parameters, as a table of coloured cells with the numbers in them.</summary>
/// <remarks>The colours run from the lowest value to the highest; a frame marks the best cell. A pair without a value stays empty.</remarks>
public sealed record HeatMap : Chart
{
    private const double RowHeight = 36;
    private const double Gap = 2;
    private const double AxisHeight = 46;

    /// <summary>What the columns are, for example <c>lr</c>.</summary>
    public required string ColumnName { get; init; }

    /// <summary>What the rows are.</summary>
    public required string RowName { get; init; }

    /// <summary>The names of the columns, from the left.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The names of the rows, from the top.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>The cells by row and column; null for one without a value. NaN and infinite values are written, and have no colour.</summary>
    public required IReadOnlyList<IReadOnlyList<HeatCell?>> Cells { get; init; }

    /// <summary>How values are written.</summary>
    public TickFormat Format { get; init; }

    /// <summary>Whether the highest value is the best; null marks none.</summary>
    public bool? HigherIsBetter { get; init; }

    /// <inheritdoc/>
    internal override double FullHeight => (ShowTitle ? TitleHeight : 0) + 8 + (Rows.Count * RowHeight) + AxisHeight;

    private IEnumerable<double> Values => Cells.SelectMany(row => row).OfType<HeatCell>().Select(cell => cell.Value).Where(double.IsFinite);

    /// <inheritdoc/>
    private protected override void DrawBody(SvgWriter svg, Area area)
    {
        var labels = Rows.Select(r => TextWidth.Of(r, FontSize)).DefaultIfEmpty(0).Max();
        var left = Math.Min(labels + 14, area.Width / 3) + 20;
        var plot = area.Inset(left, 8, 12, AxisHeight);
        plot = plot with { Height = Rows.Count * RowHeight };
        var width = plot.Width / Math.Max(1, Columns.Count);
        var (low, high) = (Values.DefaultIfEmpty(0).Min(), Values.DefaultIfEmpty(0).Max());
        var best = HigherIsBetter is { } higher ? higher ? high : low : double.NaN;
        var marked = false;
        for (var row = 0; row < Rows.Count; row++)
        {
            for (var column = 0; column < Columns.Count; column++)
            {
                var place = new Area(plot.X + (column * width), plot.Y + (row * RowHeight), width - Gap, RowHeight - Gap);
                if (Cells[row][column] is not { } cell) DrawEmpty(svg, place);
                else
                {
                    DrawCell(svg, place, cell, $"{RowName} {Rows[row]}, {ColumnName} {Columns[column]}", high > low ? (cell.Value - low) / (high - low) : 0.5);
                    if (cell.Value == best && !marked) DrawFrame(svg, place);
                    marked |= cell.Value == best;
                }
            }
        }

        DrawLabels(svg, area, plot, width);
    }

    /// <inheritdoc/>
    private protected override string Describe()
    {
        var values = Values.ToList();
        var intro = $"A table of {NumberText.Count(Rows.Count, "value")} of {RowName} by {NumberText.Count(Columns.Count, "value")} of {ColumnName}.";
        if (values.Count == 0) return $"{intro} It has no values yet.";
        var range = $" The values lie between {Say(values.Min())} and {Say(values.Max())}.";
        if (HigherIsBetter is not { } higher) return intro + range;
        var best = higher ? values.Max() : values.Min();
        var (r, c) = Enumerable.Range(0, Rows.Count).SelectMany(r => Enumerable.Range(0, Columns.Count).Select(c => (r, c))).First(p => Cells[p.r][p.c]?.Value == best);
        return $"{intro}{range} The best is {Say(best)}, with {RowName} {Rows[r]} and {ColumnName} {Columns[c]}.";
    }

    private string Say(double value) => Format == TickFormat.Percent ? NumberText.Percent(value) : NumberText.Value(value);

    private void DrawCell(SvgWriter svg, Area place, HeatCell cell, string name, double share)
    {
        svg.Start("g", ("class", "cell"));
        svg.TextElement("title", $"{name}: {Say(cell.Value)}{(cell.Note is { } note ? $" ({note})" : "")}");
        svg.StartGroup(double.IsFinite(cell.Value) ? Palette.At(share) : Palette.Grid);
        svg.Element("rect", ("x", place.X), ("y", place.Y), ("width", place.Width), ("height", place.Height), ("rx", 3), ("fill", "currentColor"));
        svg.End();
        // The colours of the scale keep their contrast to the ground, so the ground's colour can be read on them.
        svg.StartGroup(double.IsFinite(cell.Value) ? Palette.Ground : Palette.Ink);
        svg.Label(TextWidth.Fit(Say(cell.Value), FontSize, place.Width - 4), place.X + (place.Width / 2), place.Y + (place.Height / 2) + 4, "middle");
        svg.End();
        svg.End();
    }

    private static void DrawEmpty(SvgWriter svg, Area place)
    {
        svg.StartGroup(Palette.Rule);
        svg.Element(
            "rect", ("x", place.X + 0.5), ("y", place.Y + 0.5), ("width", place.Width - 1), ("height", place.Height - 1), ("rx", 3), ("fill", "none"),
            ("stroke", "currentColor"), ("stroke-dasharray", "3 3"));
        svg.End();
    }

    private static void DrawFrame(SvgWriter svg, Area place)
    {
        svg.StartGroup(Palette.Ink);
        svg.Element(
            "rect", ("x", place.X), ("y", place.Y), ("width", place.Width), ("height", place.Height), ("rx", 3), ("fill", "none"), ("stroke", "currentColor"),
            ("stroke-width", 3));
        svg.End();
    }

    private void DrawLabels(SvgWriter svg, Area area, Area plot, double width)
    {
        svg.StartGroup(Palette.Muted);
        for (var row = 0; row < Rows.Count; row++)
        {
            svg.Label(TextWidth.Fit(Rows[row], FontSize, plot.X - area.X - 30), plot.X - 8, plot.Y + (row * RowHeight) + (RowHeight / 2) + 3, "end");
        }

        for (var column = 0; column < Columns.Count; column++)
        {
            svg.Label(TextWidth.Fit(Columns[column], FontSize, width - 4), plot.X + ((column + 0.5) * width) - 1, plot.Bottom + 16, "middle");
        }

        svg.Label(TextWidth.Fit(ColumnName, FontSize, plot.Width), plot.X + (plot.Width / 2), plot.Bottom + 36, "middle");
        svg.Start("g", ("transform", $"translate({SvgAttribute.Number(area.X + 14)} {SvgAttribute.Number(plot.Y + (plot.Height / 2))}) rotate(-90)"));
        svg.Label(TextWidth.Fit(RowName, FontSize, plot.Height), 0, 0, "middle");
        svg.End();
        svg.End();
    }
}
