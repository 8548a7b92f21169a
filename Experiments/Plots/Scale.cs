namespace ActorTraining.Experiments.Plots;

/// <summary>Maps values to positions in pixels.</summary>
internal sealed class Scale
{
    // Differences of larger values would overflow.
    private const double Largest = 1e300;

    // A share of smaller values would be lost to rounding.
    private const double Smallest = 1e-290;

    private readonly bool _log;
    private readonly double _low, _high, _from, _to;

    private Scale(bool log, double low, double high, double from, double to) =>
        (_log, _low, _high, _from, _to) = (log, low, high, from, to);

    /// <summary>The value at the lower end.</summary>
    public double Min => _log ? Math.Pow(10, _low) : _low;

    /// <summary>The value at the upper end.</summary>
    public double Max => _log ? Math.Pow(10, _high) : _high;

    /// <summary>Fits a scale to values.</summary>
    /// <param name="axis">Its limits win over the values.</param>
    /// <param name="values">Those without a place on the axis are passed over.</param>
    /// <param name="padding">The room left free at an end that the axis does not fix, as a share of the range.</param>
    /// <param name="from">The position of the lower end, in pixels.</param>
    /// <param name="to">The position of the upper end, in pixels.</param>
    public static Scale Fit(Axis axis, IEnumerable<double> values, double padding, double from, double to)
    {
        var log = axis.Scale == AxisScale.Log;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (!HasPlace(value, log)) continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        if (low > high) (low, high) = log ? (1, 10) : (0, 1);
        low = Fixed(axis.Min, log) ?? low;
        high = Fixed(axis.Max, log) ?? high;
        if (log) (low, high) = (Math.Log10(low), Math.Log10(high));
        if (high < low) (low, high) = (high, low);
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        var flat = high - low <= 1e-12 * size;
        var room = !flat ? (high - low) * padding : log ? 0.2 : size < Smallest ? 0.5 : size * 0.05;
        if (axis.Min is null || flat) low -= room;
        if (axis.Max is null || flat) high += room;
        return new Scale(log, low, high, from, to);
    }

    /// <summary>Whether a value can be drawn.</summary>
    public bool HasPlace(double value) => HasPlace(value, _log);

    /// <summary>The position of a value that has a place; outside the ends for values outside of them.</summary>
    public double Map(double value) => _from + ((_log ? Math.Log10(value) : value) - _low) / (_high - _low) * (_to - _from);

    private static bool HasPlace(double value, bool log) => double.IsFinite(value) && Math.Abs(value) <= Largest && (!log || value > 0);

    private static double? Fixed(double? limit, bool log) => limit is { } value && HasPlace(value, log) ? value : null;
}
