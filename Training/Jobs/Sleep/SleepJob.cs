using ActorTraining.Training.Parameters;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Jobs.Sleep;

/// <summary>Waits instead of computing: for trying clusters, schedulers and failures, and for measuring what the system itself costs.</summary>
/// <remarks>
/// It reports the metric <c>value</c> after each step, which rises from 0 to a number that the trial's seed decides about, so that trials differ and the same trial
/// is always the same. It saves a checkpoint after each step and goes on behind it.
/// </remarks>
public sealed class SleepJob : IJob
{
    private static readonly ObjectSchema Schema = new()
    {
        Properties =
        [
            new("seconds", new NumberSchema { Minimum = 0, Maximum = 86_400, Default = ParameterValue.Of(1), Summary = "How long the whole trial waits, in seconds." }),
            new("steps", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(10), Summary = "The number of steps that it waits in." }),
            new("fail_at", new IntegerSchema { Minimum = 1, Summary = "The step at which the trial fails; without it none." }),
        ],
    };

    private SleepJob()
    {
    }

    /// <summary>The entry of the job catalogue.</summary>
    public static JobDescription Description { get; } = new(
        "sleep",
        "Waits instead of computing, for trying clusters and for measuring the system itself",
        Schema,
        [new MetricDescription("value", "1", "Rises from 0 to a number in [0, 1) that the trial's seed decides about", HigherIsBetter: true)],
        () => new SleepJob());

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        ParameterReader parameters = Read(trial);
        int steps = parameters.Int("steps");
        int failAt = parameters.Has("fail_at") ? parameters.Int("fail_at") : 0;
        var pause = TimeSpan.FromSeconds(parameters.Double("seconds") / steps);
        float[] final = new float[1];
        new TorchRandom(trial.Seed).Uniform(final);

        trial.Plan(steps, "step");
        for (int step = (int)(trial.Checkpoint?.Step ?? 0) + 1; step <= steps; step++)
        {
            stop.WaitHandle.WaitOne(pause);
            stop.ThrowIfCancellationRequested();
            if (step == failAt)
            {
                throw new TrialException($"failed at step {step}, as fail_at asked");
            }

            trial.Report(step, new Dictionary<string, double> { ["value"] = final[0] * (double)step / steps });
            trial.Save(new Checkpoint(step, ReadOnlyMemory<byte>.Empty));
            trial.Progress(step);
        }

        return Task.CompletedTask;
    }

    private static ParameterReader Read(ITrial trial)
    {
        try
        {
            return new ParameterReader(Schema, trial.Parameters);
        }
        catch (InvalidParametersException error)
        {
            throw new TrialException(error.Message, error);
        }
    }
}
