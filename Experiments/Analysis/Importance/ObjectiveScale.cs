namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>Brings an objective's values to [-1, 1], so that squares of their differences are numbers: losses of 1e-12 are as good as any, and so are those around 1e9.</summary>
/// <param name="middle">What becomes 0.</param>
/// <param name="reach">How far the values lie from it.</param>
internal readonly struct ObjectiveScale(double middle, double reach)
{
    /// <summary>The scale of some finite values, which are not all alike.</summary>
    public static ObjectiveScale Of(IReadOnlyList<double> values)
    {
        // Halves, as the range of two numbers may be none.
        var (low, high) = (values.Min() / 2, values.Max() / 2);
        return high > low ? new(low + high, high - low) : new(values[0], 1);
    }

    /// <summary>A value on the scale.</summary>
    public double Scaled(double value) => (value - middle) / reach;

    /// <summary>The value of what is on the scale.</summary>
    public double Value(double scaled) => middle + (scaled * reach);

    /// <summary>The difference between values of what is one on the scale.</summary>
    public double Difference(double scaled) => scaled * reach;
}
