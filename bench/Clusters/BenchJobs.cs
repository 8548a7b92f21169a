using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Bench.Clusters;

/// <summary>Jobs that do nothing, so that what is left is the system's own cost.</summary>
internal static class BenchJobs
{
    /// <summary>Waits <c>seconds</c> and reports one value.</summary>
    public const string Nap = "nap";

    /// <summary>Reports <c>points</c> values, as fast as they are taken.</summary>
    public const string Talk = "talk";

    public static JobCatalog Catalog { get; } = new([Describe(Nap, "seconds", () => new NapJob()), Describe(Talk, "points", () => new TalkJob())]);

    private static JobDescription Describe(string name, string parameter, Func<IJob> create) => new(
        name,
        "For benchmarks.",
        new ObjectSchema { Properties = [new(parameter, new NumberSchema { Minimum = 0 }), new("x", new NumberSchema { Minimum = 0 })] },
        [new MetricDescription("value", "1", "x, or the step", HigherIsBetter: true)],
        create);

    private sealed class NapJob : IJob
    {
        public Task RunAsync(ITrial trial, CancellationToken stop)
        {
            double seconds = trial.Parameters.GetProperty("seconds").GetDouble();
            if (seconds > 0)
                stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(seconds));
            stop.ThrowIfCancellationRequested();
            trial.Report(1, new Dictionary<string, double> { ["value"] = trial.Parameters.GetProperty("x").GetDouble() });
            return Task.CompletedTask;
        }
    }

    private sealed class TalkJob : IJob
    {
        public Task RunAsync(ITrial trial, CancellationToken stop)
        {
            int points = (int)trial.Parameters.GetProperty("points").GetDouble();
            for (int step = 1; step <= points; step++)
                trial.Report(step, new Dictionary<string, double> { ["value"] = Math.Sin(step * 1e-3) });
            return Task.CompletedTask;
        }
    }
}
