using System.Text.Json;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Cli.Tests.Fakes;

/// <summary>A real job that only counts: an epoch is a checkpoint and a metric. It can be told to wait at an epoch, and to fail.</summary>
internal sealed class CountingJob(CountingJob.Signals signals) : IJob
{
    public const string Spec = """
        name: counting
        job: counting
        params: { epochs: 6, rate: { grid: [1, 2, 3] } }
        objective: { metric: sum, direction: maximize }
        """;

    /// <summary>What the test and the job tell each other.</summary>
    public sealed class Signals
    {
        /// <summary>At this epoch trials wait until they are stopped; 0 for none.</summary>
        public volatile int WaitAt;

        /// <summary>Released by each trial that comes to wait.</summary>
        public SemaphoreSlim Waiting { get; } = new(0);

        /// <summary>Epochs that were computed, by trial's rate; a resumed trial does not compute one twice.</summary>
        public List<(double Rate, int Epoch)> Computed { get; } = [];
    }

    public static JobCatalog Catalog(Signals signals) => new(
    [
        new JobDescription(
            "counting",
            "Counts.",
            new ObjectSchema
            {
                Properties =
                [
                    new("epochs", new IntegerSchema { Minimum = 1, Required = true, Summary = "How far." }),
                    new("rate", new NumberSchema { Required = true, Summary = "How much at a time; below 0 it fails." }),
                ],
            },
            [new MetricDescription("sum", "1", "What it counted to.", true)],
            () => new CountingJob(signals)),
    ]);

    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        int epochs = trial.Parameters.GetProperty("epochs").GetInt32();
        double rate = trial.Parameters.GetProperty("rate").GetDouble();
        trial.Plan(epochs, "epoch");
        for (int epoch = (int)(trial.Checkpoint?.Step ?? 0) + 1; epoch <= epochs; epoch++)
        {
            if (epoch == signals.WaitAt)
            {
                signals.Waiting.Release();
                stop.WaitHandle.WaitOne();
            }
            stop.ThrowIfCancellationRequested();
            if (rate < 0)
            {
                trial.Log($"about to fail at epoch {epoch}");
                throw new TrialException($"the rate {rate} is below 0");
            }
            lock (signals.Computed)
                signals.Computed.Add((rate, epoch));
            trial.Report(epoch, new Dictionary<string, double> { ["sum"] = epoch * rate });
            trial.Save(new Checkpoint(epoch, new byte[] { (byte)epoch }));
        }
        trial.Add(new Artifact("sum.json", "application/json", JsonSerializer.SerializeToUtf8Bytes(epochs * rate)));
        return Task.CompletedTask;
    }
}
