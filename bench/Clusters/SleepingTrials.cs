using System.Globalization;

namespace ActorTraining.Bench.Clusters;

/// <summary>P5: how close trials that only wait come to the time that their slots allow.</summary>
internal static class SleepingTrials
{
    public static async Task<Sheet> RunAsync(int trials, double seconds, int slots, int repeat)
    {
        double ideal = Math.Ceiling((double)trials / slots) * seconds;
        var (taken, again) = (new List<double>(), new List<double>());
        await using TemporaryCluster cluster = await TemporaryCluster.StartAsync(slots);
        for (int turn = 0; turn < repeat; turn++)
        {
            (string id, double whole) = await cluster.RunAsync(BenchJobs.Nap, trials, new() { ["seconds"] = seconds });
            taken.Add(whole);
            again.Add(await cluster.RepeatedAsync(id));
        }

        return new(
            "P5",
            string.Create(CultureInfo.InvariantCulture, $"{trials} trials of {seconds} s on {slots} slots, everything durable; the slots alone need {ideal:F0} s"),
            "at most 640 s for 10,000 trials of 1 s on 16 slots, where the slots alone need 625 s: 2.4 % more",
            [new("whole", "s", taken), new("beyond the slots' time", "%", [.. taken.Select(time => ((time / ideal) - 1) * 100)]), new("beyond it per trial and slot", "ms", [.. taken.Select(time => (time - ideal) * slots / trials * 1000)]), new("tried more than once", "trials", again)]);
    }
}
