using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Tests.Jobs;

/// <summary>Throws a die and reports the mean, throw by throw.</summary>
public sealed class DiceJob : IJob
{
    private static readonly ObjectSchema Schema = new()
    {
        Properties =
        [
            new("sides", new IntegerSchema { Minimum = 2, Maximum = 100, Default = ParameterValue.Of(6), Summary = "The sides of the die." }),
            new("throws", new IntegerSchema { Minimum = 1, Required = true, Summary = "How often it is thrown." }),
        ],
    };

    /// <summary>The entry of the job catalogue.</summary>
    public static JobDescription Description { get; } = new(
        "dice",
        "Throws a die and reports the mean",
        Schema,
        [new MetricDescription("mean", "1", "The mean of all throws so far", HigherIsBetter: null)],
        () => new DiceJob());

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        var parameters = new ParameterReader(Schema, trial.Parameters);
        int sides = parameters.Int("sides"), throws = parameters.Int("throws");
        float[] numbers = new float[throws];
        new TorchRandom(trial.Seed).Uniform(numbers);

        trial.Plan(throws, "throw");
        double sum = 0;
        for (int i = 1; i <= throws; i++)
        {
            stop.ThrowIfCancellationRequested();
            sum += 1 + (int)(numbers[i - 1] * sides);
            trial.Report(i, new Dictionary<string, double> { ["mean"] = sum / i });
        }

        trial.Add(Artifact.OfText("summary.md", "text/markdown", $"The mean of {throws} throws is {sum / throws}.\n"));
        return Task.CompletedTask;
    }
}
