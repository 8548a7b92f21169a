using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests;

/// <summary>Jobs that describe themselves as real ones do and never run.</summary>
internal static class TestCatalog
{
    private static readonly ListSchema Layers = new()
    {
        Required = true,
        MinLength = 1,
        MaxLength = 100,
        Summary = "The layers from the input to the output.",
        Item = new UnionSchema
        {
            Kinds =
            [
                new("linear", new ObjectSchema
                {
                    Summary = "A fully connected layer.",
                    Properties =
                    [
                        new("units", new IntegerSchema { Minimum = 1, Required = true, Summary = "The number of outputs." }),
                        new("bias", new FlagSchema { Default = ParameterValue.Of(true), Summary = "Whether it adds a bias." }),
                    ],
                }),
                new("sigmoid", new ObjectSchema { Summary = "1 / (1 + exp(-x)).", Properties = [] }),
                new("relu", new ObjectSchema { Summary = "max(0, x).", Properties = [] }),
            ],
        },
    };

    private static readonly UnionSchema Distribution = new()
    {
        Kinds =
        [
            new("zeros", new ObjectSchema { Summary = "All zero.", Properties = [] }),
            new("normal", new ObjectSchema
            {
                Summary = "A normal distribution with mean 0.",
                Properties = [new("std", new NumberSchema { Minimum = 0, Default = ParameterValue.Of(1), Summary = "The standard deviation." })],
            }),
        ],
    };

    private static readonly UnionSchema Optimizer = new()
    {
        Required = true,
        Summary = "The rule that changes the weights.",
        Kinds =
        [
            new("sgd", new ObjectSchema
            {
                Summary = "Stochastic gradient descent.",
                Properties =
                [
                    new("lr", new NumberSchema { ExclusiveMinimum = 0, Required = true, Summary = "The learning rate." }),
                    new("momentum", new NumberSchema { Minimum = 0, ExclusiveMaximum = 1, Default = ParameterValue.Of(0), Summary = "The momentum." }),
                ],
            }),
            new("adam", new ObjectSchema
            {
                Summary = "Adam (D. P. Kingma, J. Ba).",
                Properties = [new("lr", new NumberSchema { ExclusiveMinimum = 0, Default = ParameterValue.Of(0.001), Summary = "The learning rate." })],
            }),
        ],
    };

    private static readonly JobDescription Classifier = new(
        "classifier",
        "Trains a network to tell classes of images apart.",
        new ObjectSchema
        {
            Properties =
            [
                new("dataset", new TextSchema { Required = true, Choices = ["mnist", "synthetic-digits"], Summary = "The images and their labels." }),
                new("model", new ObjectSchema
                {
                    Required = true,
                    Summary = "The network.",
                    Properties =
                    [
                        new("layers", Layers),
                        new("init", new ObjectSchema
                        {
                            Default = ParameterValue.Of(new { }),
                            Summary = "The first values of the weights.",
                            Properties =
                            [
                                new("weights", Distribution with { Default = ParameterValue.Of("normal") }),
                                new("biases", Distribution with { Default = ParameterValue.Of("zeros") }),
                            ],
                        }),
                    ],
                }),
                new("optimizer", Optimizer),
                new("batch", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(32), Summary = "The number of examples in a step." }),
                new("shuffle", new FlagSchema { Default = ParameterValue.Of(true), Summary = "Whether every epoch has an order of its own." }),
                new("epochs", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(10), Summary = "How often all examples are seen." }),
                new("seed", new IntegerSchema { Minimum = 0, Maximum = long.MaxValue, Summary = "In place of the trial's own seed." }),
                new("weights", new ObjectSchema
                {
                    Default = ParameterValue.Of(new { }),
                    Summary = "How the trained weights are saved.",
                    Properties =
                    [
                        new("naming", new TextSchema
                        {
                            Choices = ["layers", "notebook"],
                            Default = ParameterValue.Of("layers"),
                            Summary = "What the weights are called in the files.",
                        }),
                    ],
                }),
            ],
        },
        [
            new("train.loss", "nats", "Cross-entropy on the training set.", false),
            new("test.loss", "nats", "Cross-entropy on the test set.", false),
            new("test.accuracy", "1", "The share of test examples told right.", true),
            new("lr", "1", "The learning rate of the epoch.", null),
        ],
        NeverRun)
    {
        UsesModels = true,
        Adjustable = ["optimizer.lr", "optimizer.momentum"],
        Length = "epochs",
    };

    private static readonly JobDescription GradientCheck = new(
        "gradient-check",
        "Holds every layer and loss against central differences.",
        new ObjectSchema { Properties = [new("shapes", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(5), Summary = "Random shapes per layer." })] },
        [new("error", "1", "The largest relative error.", false)],
        NeverRun);

    public static JobCatalog Jobs { get; } = new([Classifier, GradientCheck]);

    private static IJob NeverRun() => throw new InvalidOperationException("The jobs of this catalogue do not run.");
}
