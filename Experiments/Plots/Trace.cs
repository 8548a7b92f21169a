namespace ActorTraining.Experiments.Plots;

/// <summary>A point of a picture, in pixels.</summary>
internal readonly record struct Pixel(double X, double Y);

/// <summary>The course of one series through the plot: unbroken runs of points, and where it leaves the plot.</summary>
/// <param name="Runs">Each is drawn as one line; a run of one point as a dot.</param>
/// <param name="Exits">Where the line crosses the upper or the lower edge outwards.</param>
/// <param name="Count">The number of values that have a place on the axes.</param>
/// <param name="End">The last place where the series can be seen; null where it never can.</param>
internal sealed record Trace(IReadOnlyList<IReadOnlyList<Pixel>> Runs, IReadOnlyList<Pixel> Exits, int Count, Pixel? End)
{
    /// <summary>Follows a series.</summary>
    public static Trace Of(LineSeries series, Scale x, Scale y, Area plot)
    {
        List<IReadOnlyList<Pixel>> runs = [];
        List<Pixel> exits = [];
        var count = 0;
        foreach (var run in Unbroken(series, x, y))
        {
            count += run.Count;
            var points = run.Count > 2 * plot.Width ? Thin(run) : run;
            Clip(points, plot, runs, exits);
        }

        var ends = runs.Select(run => run[^1]).Concat(exits).ToList();
        return new Trace(runs, exits, count, ends.Count > 0 ? ends.MaxBy(end => end.X) : null);
    }

    private static IEnumerable<List<Pixel>> Unbroken(LineSeries series, Scale x, Scale y)
    {
        List<Pixel> run = [];
        for (var i = 0; i < series.X.Count; i++)
        {
            if (x.HasPlace(series.X[i]) && y.HasPlace(series.Y[i]))
            {
                run.Add(new Pixel(x.Map(series.X[i]), y.Map(series.Y[i])));
                continue;
            }

            if (run.Count > 0) yield return run;
            run = [];
        }

        if (run.Count > 0) yield return run;
    }

    /// <summary>Keeps the first, lowest, highest and last point of each column of pixels, in their order: the picture stays the same, extremes included.</summary>
    private static List<Pixel> Thin(List<Pixel> run)
    {
        List<Pixel> kept = [];
        for (int from = 0, to; from < run.Count; from = to)
        {
            var column = Math.Floor(run[from].X);
            int low = from, high = from;
            for (to = from; to < run.Count && Math.Floor(run[to].X) == column; to++)
            {
                if (run[to].Y < run[low].Y) low = to;
                if (run[to].Y > run[high].Y) high = to;
            }

            Span<int> wanted = [from, Math.Min(low, high), Math.Max(low, high), to - 1];
            for (var i = 0; i < wanted.Length; i++)
            {
                if (i == 0 || wanted[i] != wanted[i - 1]) kept.Add(run[wanted[i]]);
            }
        }

        return kept;
    }

    /// <summary>Cuts a run at the upper and lower edge of the plot.</summary>
    private static void Clip(List<Pixel> run, Area plot, List<IReadOnlyList<Pixel>> runs, List<Pixel> exits)
    {
        List<Pixel> part = [];
        if (Inside(run[0], plot)) part.Add(run[0]);
        else exits.Add(run[0] with { Y = Edge(run[0].Y, plot) });

        for (var i = 1; i < run.Count; i++)
        {
            Pixel a = run[i - 1], b = run[i];
            bool wasInside = Inside(a, plot), isInside = Inside(b, plot);
            if (!wasInside && !isInside && Edge(a.Y, plot) == Edge(b.Y, plot)) continue;
            if (!wasInside) part.Add(Crossing(a, b, Edge(a.Y, plot)));
            part.Add(isInside ? b : Crossing(a, b, Edge(b.Y, plot)));
            if (isInside) continue;
            exits.Add(part[^1]);
            runs.Add(part);
            part = [];
        }

        if (part.Count > 0) runs.Add(part);
    }

    // A hundredth of a pixel of grace: an axis may end exactly at a value.
    private static bool Inside(Pixel p, Area plot) => p.Y >= plot.Y - 0.01 && p.Y <= plot.Bottom + 0.01;

    private static double Edge(double y, Area plot) => y < plot.Y ? plot.Y : plot.Bottom;

    private static Pixel Crossing(Pixel a, Pixel b, double y) => new(a.X + (b.X - a.X) * ((y - a.Y) / (b.Y - a.Y)), y);
}
