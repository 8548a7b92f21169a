namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>A metric over the steps of one trial, up to its first NaN or infinity.</summary>
internal sealed class Curve
{
    private const int LongestUnsmoothed = 64;
    private const int Buckets = 32;

    private readonly long[] _steps;
    private readonly double[] _values;

    private Curve(long[] steps, double[] values, long? brokenAt) => (_steps, _values, BrokenAt) = (steps, values, brokenAt);

    /// <summary>The steps, ascending.</summary>
    public IReadOnlyList<long> Steps => _steps;

    /// <summary>The values, all finite.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The step of the first NaN or infinity; null where every value is finite.</summary>
    public long? BrokenAt { get; }

    /// <summary>The number of values.</summary>
    public int Count => _values.Length;

    /// <summary>The first value; the curve must have one.</summary>
    public double First => _values[0];

    /// <summary>The last value; the curve must have one.</summary>
    public double Last => _values[^1];

    /// <summary>Where the last quarter begins; it has at least 3 values where the curve has as many.</summary>
    public int LastQuarter => Math.Max(0, Count - Math.Max(3, Count / 4 + 1));

    /// <summary>The index of the lowest value, the first of them.</summary>
    public int Lowest => Array.IndexOf(_values, _values.Min());

    /// <summary>Takes the finite beginning of a series.</summary>
    public static Curve Of(MetricSeries series)
    {
        var finite = series.Values.TakeWhile(double.IsFinite).ToArray();
        return new Curve([.. series.Steps.Take(finite.Length)], finite, finite.Length < series.Values.Count ? series.Steps[finite.Length] : null);
    }

    /// <summary>The curve upside down, so that lower is better for a metric of which higher is.</summary>
    public Curve Negated() => new(_steps, [.. _values.Select(v => -v)], BrokenAt);

    /// <summary>The curve without the noise of single mini-batches: more than 64 values become the means of 32 stretches of equal length.</summary>
    public Curve Smoothed()
    {
        if (Count <= LongestUnsmoothed) return this;
        var steps = new long[Buckets];
        var values = new double[Buckets];
        for (var i = 0; i < Buckets; i++)
        {
            int from = i * Count / Buckets, to = (i + 1) * Count / Buckets;
            steps[i] = _steps[to - 1];
            values[i] = _values[from..to].Average();
        }

        return new Curve(steps, values, BrokenAt);
    }

    /// <summary>The slope per step of the least-squares line through the values from an index on; 0 where there are not two.</summary>
    public double SlopeFrom(int index)
    {
        var n = Count - index;
        if (n < 2) return 0;
        double meanX = 0, meanY = 0, up = 0, down = 0;
        for (var i = index; i < Count; i++) (meanX, meanY) = (meanX + _steps[i] / (double)n, meanY + _values[i] / n);
        for (var i = index; i < Count; i++)
        {
            up += (_steps[i] - meanX) * (_values[i] - meanY);
            down += (_steps[i] - meanX) * (_steps[i] - meanX);
        }

        return down == 0 ? 0 : up / down;
    }

    /// <summary>The first step whose value is at most <paramref name="threshold"/>; null where none is.</summary>
    public long? FirstAtMost(double threshold)
    {
        var index = Array.FindIndex(_values, v => v <= threshold);
        return index < 0 ? null : _steps[index];
    }
}
