using System.Diagnostics;

namespace ActorTraining.Bench.Clusters;

/// <summary>P9: what a trial costs at the end of a large experiment against the same at the end of a small one, and what the coordinator's process needs of memory.</summary>
internal static class GrowingExperiment
{
    private const int Small = 1000;

    public static async Task<Sheet> RunAsync(int trials, int slots)
    {
        await using TemporaryCluster cluster = await TemporaryCluster.StartAsync(slots);
        await cluster.RunAsync(BenchJobs.Nap, 2 * Small, new() { ["seconds"] = 0.0 });
        var before = new List<double>();
        for (int turn = 0; turn < 5; turn++)
            before.Add((await cluster.RunAsync(BenchJobs.Nap, Small, new() { ["seconds"] = 0.0 })).Seconds / Small * 1e6);

        var marks = new List<(int Completed, double Seconds)> { (0, 0) };
        (_, double seconds) = await cluster.RunAsync(BenchJobs.Nap, trials, new() { ["seconds"] = 0.0 }, (completed, at) =>
        {
            if (completed >= marks[^1].Completed + (trials / 20))
                marks.Add((completed, at));
        });
        List<double> slices = [.. marks.Zip(marks.Skip(1), (a, b) => (b.Seconds - a.Seconds) / (b.Completed - a.Completed) * 1e6)];
        using var process = Process.GetCurrentProcess();
        var small = new Figure($"a trial of {Small}", "us", before);
        var late = new Figure($"a trial, last quarter of {trials}", "us", [.. slices.TakeLast(5)]);
        return new(
            "P9", $"one experiment of {trials} empty trials against five of {Small}, {slots} slots", "a trial costs at most 1.2 times as much; at most 300 MB",
            [
                small,
                new($"a trial, first quarter of {trials}", "us", [.. slices.Take(5)]),
                late,
                new("all of the large one", "us per trial", [seconds / trials * 1e6]),
                new("last quarter to small", "ratio", [late.Median / small.Median]),
                new("peak working set of the process", "MB", [process.PeakWorkingSet64 / 1e6]),
                new("managed memory after a collection", "MB", [GC.GetTotalMemory(forceFullCollection: true) / 1e6]),
            ]);
    }
}
