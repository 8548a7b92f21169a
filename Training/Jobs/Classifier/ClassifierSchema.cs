using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>What the parameters of the job <c>classifier</c> may be.</summary>
internal static class ClassifierSchema
{
    private const int MostLayers = 100;
    private const int MostUnits = 1_000_000;

    private static readonly UnionSchema Layer = new()
    {
        Summary = "A layer; the name of one that needs no properties may stand alone.",
        Kinds =
        [
            new("linear", Kind(
                "A fully connected layer, y = x W + b.",
                new("units", new IntegerSchema { Minimum = 1, Maximum = MostUnits, Required = true, Summary = "The number of outputs; in the last layer that of the classes." }),
                new("bias", new FlagSchema { Default = ParameterValue.Of(true), Summary = "Whether there is a bias b." }))),
            new("sigmoid", Kind("1 / (1 + exp(-x)), element by element.")),
            new("tanh", Kind("The hyperbolic tangent, element by element.")),
            new("relu", Kind("max(0, x), element by element.")),
            new("leaky-relu", Kind(
                "x where it is positive, else slope x.",
                [new("slope", new NumberSchema { Minimum = 0, Default = ParameterValue.Of(0.01), Summary = "The slope below zero." })])),
            new("softmax", Kind("exp(x) divided by its sum. Not for the last layer: the loss applies it.")),
        ],
    };

    private static readonly UnionSchema Init = new()
    {
        Summary = "The distribution of first values.",
        Kinds =
        [
            new("normal", Kind(
                "A normal distribution; as torch.randn(in, out) * std + mean.",
                new("mean", new NumberSchema { Default = ParameterValue.Of(0), Summary = "The mean." }),
                new("std", new NumberSchema { Minimum = 0, Default = ParameterValue.Of(1), Summary = "The standard deviation." }))),
            new("uniform", Kind(
                "A uniform distribution on [low, high); as torch.rand(in, out) * (high - low) + low.",
                new("low", new NumberSchema { Default = ParameterValue.Of(0), Summary = "The lower bound." }),
                new("high", new NumberSchema { Default = ParameterValue.Of(1), Summary = "The upper bound." }))),
            new("kaiming-uniform", Kind("The default of PyTorch's modules: uniform on ±1/√fan-in.")),
            new("zeros", Kind("All zero.")),
        ],
    };

    private static readonly ObjectSchema Model = new()
    {
        Required = true,
        Summary = "The network. Its loss is the cross-entropy of the softmax of its outputs.",
        Properties =
        [
            new("layers", new ListSchema { Required = true, MinLength = 1, MaxLength = MostLayers, Item = Layer, Summary = "The layers, from the input to the output." }),
            new("init", new ObjectSchema
            {
                Default = ParameterValue.Of(new { }),
                Summary = "The first values of the parameters.",
                Properties =
                [
                    new("weights", Init with { Default = ParameterValue.Of("kaiming-uniform") }),
                    new("biases", Init with { Default = ParameterValue.Of("kaiming-uniform") }),
                ],
            }),
        ],
    };

    private static readonly UnionSchema Optimizer = new()
    {
        Required = true,
        Summary = "How the parameters follow their gradients.",
        Kinds =
        [
            new("sgd", Kind(
                "Stochastic gradient descent, as torch.optim.SGD.",
                new("lr", LearningRate with { Required = true }),
                new("momentum", Fraction("How much of the last step is kept.", 0)),
                new("weight_decay", WeightDecay))),
            new("adam", Kind(
                "Adam (D. P. Kingma, J. Ba, 2015), as torch.optim.Adam.",
                new("lr", LearningRate with { Default = ParameterValue.Of(0.001) }),
                new("beta1", Fraction("The decay of the mean of the gradients.", 0.9)),
                new("beta2", Fraction("The decay of the mean of their squares.", 0.999)),
                new("eps", new NumberSchema { ExclusiveMinimum = 0, Default = ParameterValue.Of(1e-8), Summary = "Added to the root of the squares." }),
                new("weight_decay", WeightDecay))),
        ],
    };

    private static NumberSchema LearningRate => new() { ExclusiveMinimum = 0, Summary = "The learning rate." };

    private static NumberSchema WeightDecay =>
        new() { Minimum = 0, Default = ParameterValue.Of(0), Summary = "The factor of the L2 penalty that is added to the gradient." };

    /// <summary>The schema for a choice of data sets.</summary>
    public static ObjectSchema Create(IReadOnlyList<string> datasets) => new()
    {
        Properties =
        [
            new("dataset", new TextSchema { Required = true, Choices = datasets, Summary = "The images and their labels." }),
            new("normalize", new ObjectSchema
            {
                Summary = "Shifts and scales the pixels, which are in [0, 1] without it: (x - mean) / std.",
                Properties =
                [
                    new("mean", new NumberSchema { Required = true, Summary = "The mean, for pixels in [0, 1]." }),
                    new("std", new NumberSchema { ExclusiveMinimum = 0, Required = true, Summary = "The standard deviation, for pixels in [0, 1]." }),
                ],
            }),
            new("model", Model),
            new("optimizer", Optimizer),
            new("batch", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(32), Summary = "The number of images in a step." }),
            new("epochs", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(10), Summary = "How often all images are seen." }),
            new("shuffle", new FlagSchema { Default = ParameterValue.Of(true), Summary = "Whether every epoch has an order of its own; else that of the files." }),
            new("seed", new IntegerSchema { Minimum = 0, Maximum = long.MaxValue, Summary = "In place of the trial's own seed; as torch.manual_seed." }),
            new("weights", new ObjectSchema
            {
                Default = ParameterValue.Of(new { }),
                Summary = "How the trained weights are written.",
                Properties =
                [
                    new("naming", new TextSchema
                    {
                        Choices = ["torch", "notebook"],
                        Default = ParameterValue.Of("torch"),
                        Summary = "torch: 0.weight [out, in], 0.bias, ...; notebook: W1 [in, out], b1, W2, b2, ...",
                    }),
                ],
            }),
        ],
    };

    private static ObjectSchema Kind(string summary, params IReadOnlyList<KeyValuePair<string, ParameterSchema>> properties) =>
        new() { Summary = summary, Properties = properties };

    private static NumberSchema Fraction(string summary, double value) =>
        new() { Minimum = 0, ExclusiveMaximum = 1, Default = ParameterValue.Of(value), Summary = summary };
}
