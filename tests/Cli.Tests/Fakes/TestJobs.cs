using ActorTraining.Training.Jobs;
using ActorTraining.Training.Jobs.External;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Cli.Tests.Fakes;

/// <summary>A job that describes itself as a real one does and never runs, and specs for it.</summary>
internal static class TestJobs
{
    public const string Sweep = """
        # three rates
        name: digits
        job: classifier
        params:
          optimizer: { lr: { grid: [0.01, 0.1, 1] } }
          epochs: 16
        objective: test.accuracy
        """;

    public static JobCatalog Catalog { get; } = new(
    [
        new JobDescription(
            "classifier",
            "Trains a network to tell classes of images apart.",
            new ObjectSchema
            {
                Properties =
                [
                    new("dataset", new TextSchema { Default = ParameterValue.Of("drawn"), Choices = ["drawn", "pixels"], Summary = "The images." }),
                    new("optimizer", new ObjectSchema
                    {
                        Default = ParameterValue.Of(new { }),
                        Summary = "The rule that changes the weights.",
                        Properties = [new("lr", new NumberSchema { ExclusiveMinimum = 0, Default = ParameterValue.Of(0.1), Summary = "The learning rate." })],
                    }),
                    new("epochs", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(10), Summary = "How often all examples are seen." }),
                ],
            },
            [
                new("train.loss", "nats", "Cross-entropy on the training set.", false),
                new("test.accuracy", "1", "The share of test examples told right.", true),
            ],
            () => throw new InvalidOperationException("The jobs of this catalogue do not run.")),
        ExternalJob.Description,
    ]);
}
