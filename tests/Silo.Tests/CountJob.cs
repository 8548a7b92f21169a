using System.Text.Json;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Jobs.External;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Silo.Tests;

/// <summary>A job for tests: counts from its checkpoint to <c>steps</c>, reports <c>value = lr * step</c>, saves every step, and does what the test adds.</summary>
internal sealed class CountJob(Action<ITrial, long, CancellationToken> onStep) : IJob
{
    public static JobCatalog Catalog(Action<ITrial, long, CancellationToken>? onStep = null) => new(
    [
        new JobDescription(
            "count",
            "Counts.",
            new ObjectSchema
            {
                Properties =
                [
                    new("steps", new IntegerSchema { Minimum = 1, Default = JsonSerializer.SerializeToElement(3) }),
                    new("lr", new NumberSchema { ExclusiveMinimum = 0, Default = JsonSerializer.SerializeToElement(1) }),
                ],
            },
            [new MetricDescription("value", "1", "lr times the step.", true)],
            () => new CountJob(onStep ?? ((_, _, _) => { })))
        {
            Length = "steps",
            Adjustable = ["lr"],
        },
        ExternalJob.Description,
    ]);

    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        var steps = trial.Parameters.TryGetProperty("steps", out var given) ? given.GetInt32() : 3;
        var lr = trial.Parameters.GetProperty("lr").GetDouble();
        trial.Plan(steps, "step");
        for (var step = (trial.Checkpoint?.Step ?? 0) + 1; step <= steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            lr = trial.AdjustmentsAt(step).TryGetValue("lr", out var adjusted) ? adjusted.GetDouble() : lr;
            onStep(trial, step, stop);
            trial.Report(step, new Dictionary<string, double> { ["value"] = lr * step });
            // Large enough to stand in a file of its own, the step first.
            var content = new byte[100_000];
            BitConverter.TryWriteBytes(content, step);
            trial.Save(new Checkpoint(step, content));
        }

        trial.Add(new Artifact("result.txt", "text/plain", "done"u8.ToArray()));
        return Task.CompletedTask;
    }
}
