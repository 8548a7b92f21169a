namespace ActorTraining.Experiments.Plots;

/// <summary>One line of a <see cref="LineChart"/>.</summary>
public sealed record LineSeries
{
    /// <summary>Creates a line.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="x">The positions, ascending.</param>
    /// <param name="y">The values, as many as positions. NaN and infinities interrupt the line; at its end they are marked with a cross.</param>
    /// <exception cref="ArgumentException">There are not as many values as positions.</exception>
    public LineSeries(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count) throw new ArgumentException($"{y.Count} values for {x.Count} positions of the series '{name}'", nameof(y));
        (Name, X, Y) = (name, x, y);
    }

    /// <summary>What the legend calls it.</summary>
    public string Name { get; }

    /// <summary>The positions, ascending.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>The values.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>How far the error bars reach up and down from the values, as many as positions; null draws none.</summary>
    public IReadOnlyList<double>? Spread { get; init; }

    /// <summary>The ends of a band around the values, as many as positions; null draws none.</summary>
    public IReadOnlyList<(double Low, double High)>? Band { get; init; }

    /// <summary>Which of the palette's looks it has, from 0; null takes its place among the chart's series. Gives a trial the same colour in several charts.</summary>
    public int? Look { get; init; }

    /// <summary>Its place on the <see cref="LineChart.Colors"/>; null takes its place among the chart's series.</summary>
    public double? ColorValue { get; init; }

    /// <summary>Whether what it shows came to a bad end, also where no NaN says so: its last value is marked with a cross.</summary>
    public bool Broken { get; init; }

    /// <summary>Whether the line is dashed: one of another kind than those which are not.</summary>
    public bool Dashed { get; init; }

    /// <summary>Makes it stand out among many: drawn last, thicker, with this text beside its end; null does not.</summary>
    public string? Highlight { get; init; }
}
