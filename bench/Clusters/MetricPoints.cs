using System.Diagnostics;
using ActorTraining.Experiments;

namespace ActorTraining.Bench.Clusters;

/// <summary>P8: metric points on their way into the store, and back as curves of a few hundred points.</summary>
internal static class MetricPoints
{
    private const int Shown = 500;

    public static async Task<Sheet> RunAsync(int trials, int points, int slots, int repeat)
    {
        var (written, read) = (new List<double>(), new List<double>());
        await using TemporaryCluster cluster = await TemporaryCluster.StartAsync(slots);
        await cluster.RunAsync(BenchJobs.Talk, trials, new() { ["points"] = points / 10 });
        for (int turn = 0; turn < repeat; turn++)
        {
            (string id, double seconds) = await cluster.RunAsync(BenchJobs.Talk, trials, new() { ["points"] = points });
            written.Add((double)trials * points / seconds);
            long begin = Stopwatch.GetTimestamp();
            IReadOnlyList<MetricSeries> curves = await cluster.Experiments.MetricsAsync(id, new MetricQuery { MaxPoints = Shown });
            read.Add((double)trials * points / Stopwatch.GetElapsedTime(begin).TotalSeconds);
            if (curves.Count != trials || curves.Any(curve => curve.Steps.Count is 0 or > Shown || curve.Steps[^1] != points))
                throw new BenchmarkException("the curves do not have the points that were reported");
        }

        return new(
            "P8", $"{trials} trials on {slots} slots report {points} values each; then all curves are read, thinned to {Shown} points", "at least 100,000 points/s",
            [new("stored durably", "points/s", written), new("read and thinned", "points/s", read)]);
    }
}
