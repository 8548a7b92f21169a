namespace ActorTraining.Bench.Searches;

/// <summary>The median of some values and where it lies with 95% confidence.</summary>
/// <param name="Median">The median.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct MedianBand(double Median, double Low, double High)
{
    private const int Resamples = 1_000;

    /// <summary>By the bootstrap (B. Efron, 1979), with the same resamples each time.</summary>
    public static MedianBand Of(IReadOnlyList<double> values)
    {
        var random = new Random(1);
        double[] medians = [.. Enumerable.Range(0, Resamples).Select(_ => Middle([.. values.Select(_ => values[random.Next(values.Count)])])).Order()];
        return new MedianBand(Middle([.. values]), medians[Resamples / 40], medians[^(Resamples / 40)]);
    }

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return (values[values.Length / 2] + values[(values.Length - 1) / 2]) / 2;
    }
}
