using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>Thins long series for display.</summary>
internal static class Downsampling
{
    /// <summary>Keeps the first and the last point and the lowest and the highest of each of the buckets in between, so that no peak is lost; NaN is kept only where a bucket has nothing else.</summary>
    /// <param name="series">The whole series.</param>
    /// <param name="most">The most points to keep, at least 4.</param>
    public static MetricSeries MinMax(MetricSeries series, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 4);
        var count = series.Steps.Count;
        if (count <= most)
        {
            return series;
        }

        var buckets = (most - 2) / 2;
        var keep = new List<int> { 0 };
        for (var b = 0; b < buckets; b++)
        {
            var from = 1 + (int)((long)b * (count - 2) / buckets);
            var to = 1 + (int)((long)(b + 1) * (count - 2) / buckets);
            var (low, high) = (from, from);
            for (var i = from; i < to; i++)
            {
                low = IsLower(series.Values[i], series.Values[low]) ? i : low;
                high = IsLower(-series.Values[i], -series.Values[high]) ? i : high;
            }

            keep.Add(Math.Min(low, high));
            if (low != high)
            {
                keep.Add(Math.Max(low, high));
            }
        }

        keep.Add(count - 1);
        return series with
        {
            Steps = keep.ConvertAll(i => series.Steps[i]),
            Values = keep.ConvertAll(i => series.Values[i]),
            Seconds = series.Seconds is { } seconds ? keep.ConvertAll(i => seconds[i]) : null,
            Times = series.Times is { } times ? keep.ConvertAll(i => times[i]) : null,
        };
    }

    private static bool IsLower(double value, double lowest) => value < lowest || (double.IsNaN(lowest) && !double.IsNaN(value));
}
