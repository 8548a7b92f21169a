namespace ActorTraining.Experiments.Plots;

/// <summary>Small multiples: several charts in rows and columns of one picture.</summary>
public sealed record ChartGrid : Chart
{
    private const double Gutter = 12;

    /// <summary>The charts, row by row. Their own width and theme do not count; each is drawn as wide as a column.</summary>
    public required IReadOnlyList<Chart> Panels { get; init; }

    /// <summary>The number of columns, at least 1.</summary>
    public int Columns { get; init; } = 3;

    private double ColumnWidth => (Width - Gutter * (Columns - 1)) / Columns;

    /// <inheritdoc/>
    internal override double FullHeight => (ShowTitle ? TitleHeight : 0) + Rows().Sum(HeightOf);

    /// <inheritdoc/>
    private protected override void DrawBody(SvgWriter svg, Area area)
    {
        var y = area.Y;
        foreach (var row in Rows())
        {
            for (var i = 0; i < row.Length; i++)
            {
                svg.Start("g", ("class", "panel"));
                row[i].Draw(svg, new Area(area.X + i * (ColumnWidth + Gutter), y, ColumnWidth, row[i].FullHeight));
                svg.End();
            }

            y += HeightOf(row);
        }
    }

    /// <inheritdoc/>
    private protected override string Describe() => string.Join(" ", Panels.Select(p => $"{p.Title}: {p.Summary}"));

    private IEnumerable<Chart[]> Rows() => Panels.Select(p => p with { Width = (int)ColumnWidth }).Chunk(Columns);

    private static double HeightOf(Chart[] row) => row.Max(p => p.FullHeight) + Gutter;
}
