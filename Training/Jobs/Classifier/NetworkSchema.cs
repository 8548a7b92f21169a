using ActorTraining.Training.Models;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>How parameters describe a network: its layers and their first values.</summary>
internal static class NetworkSchema
{
    private const int MostLayers = 100;
    private const int MostUnits = 1_000_000;
    private const int MostPixels = 4096;

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
            new("batch-norm-1d", BatchNorm("Batch normalisation of the outputs of a linear layer, as nn.BatchNorm1d.", "feature")),
            new("conv-2d", Kind(
                "A convolution over images, as nn.Conv2d. Kernel, stride, padding and dilation are a number, or one for the height and one for the width.",
                new("outputs", new IntegerSchema { Minimum = 1, Maximum = MostUnits, Required = true, Summary = "The number of output channels." }),
                new("kernel", Axes("The taps of a filter.", 1)),
                new("stride", Axes("The pixels from one output to the next.", 1, 1)),
                new("padding", Axes("The zeros added on both sides.", 0, 0)),
                new("dilation", Axes("The pixels from one tap to the next.", 1, 1)),
                new("bias", new FlagSchema { Default = ParameterValue.Of(true), Summary = "Whether there is a bias per channel." }))),
            new("batch-norm-2d", BatchNorm("Batch normalisation of the channels of images, as nn.BatchNorm2d.", "channel")),
            new("max-pool-2d", Kind(
                "The largest value of each window of an image, as nn.MaxPool2d.",
                new("kernel", Axes("The size of a window.", 1)),
                new("stride", Axes("The pixels from one window to the next; left out, the size of a window.", 1) with { Required = false }),
                new("padding", Axes("The pixels, less than any value, added on both sides.", 0, 0)))),
            new("adaptive-average-pool-2d", Kind(
                "The means of a grid of windows, as nn.AdaptiveAvgPool2d: with 1, the mean of each channel.",
                [new("size", Axes("The number of windows.", 1, 1))])),
            new("dropout", Kind(
                "In training, sets elements to zero at random and enlarges the others; does nothing otherwise.",
                [new("p", new NumberSchema { Minimum = 0, ExclusiveMaximum = 1, Default = ParameterValue.Of(0.5), Summary = "The probability of zero." })])),
            new("flatten", Kind("Lays out an image as one axis, for linear layers.")),
            new("softmax", Kind("exp(x) divided by its sum. Not for the last layer: the loss applies it.")),
            new("log-softmax", Kind("The logarithm of the softmax. As the last layer, it makes the loss the negative log-likelihood, which is the same number.")),
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

    /// <summary>The schema of <c>model</c>.</summary>
    public static ObjectSchema Model { get; } = new()
    {
        Required = true,
        Summary = "The network. Its loss is the cross-entropy of the softmax of its outputs.",
        Properties =
        [
            new("layers", new ListSchema { Required = true, MinLength = 1, MaxLength = MostLayers, Item = Layer, Summary = "The layers, from the input to the output." }),
            new("init", new ObjectSchema
            {
                Default = ParameterValue.Of(new { }),
                Summary = "The first values of the weights and biases of linear layers and convolutions.",
                Properties =
                [
                    new("weights", Init with { Default = ParameterValue.Of("kaiming-uniform") }),
                    new("biases", Init with { Default = ParameterValue.Of("kaiming-uniform") }),
                ],
            }),
        ],
    };

    /// <summary>The layers that parameters of this schema describe.</summary>
    /// <param name="model">The object <c>model</c>.</param>
    public static IReadOnlyList<LayerSpec> Read(ParameterReader model)
    {
        InitSpec weights = ReadInit(model.Object("init.weights")), biases = ReadInit(model.Object("init.biases"));
        return [.. model.Objects("layers").Select(layer => ReadLayer(layer, weights, biases))];
    }

    private static LayerSpec ReadLayer(ParameterReader layer, InitSpec weights, InitSpec biases) => layer.Kind switch
    {
        "linear" => new LinearSpec(layer.Int("units")) { Bias = layer.Flag("bias"), WeightInit = weights, BiasInit = biases },
        "sigmoid" => new SigmoidSpec(),
        "tanh" => new TanhSpec(),
        "relu" => new ReLUSpec(),
        "leaky-relu" => new LeakyReLUSpec(layer.Double("slope")),
        "batch-norm-1d" => new BatchNorm1dSpec { Momentum = layer.Double("momentum"), Epsilon = layer.Double("eps"), Affine = layer.Flag("affine") },
        "conv-2d" => new Conv2dSpec(layer.Int("outputs"), Axes(layer, "kernel"))
        {
            Stride = Axes(layer, "stride"),
            Padding = Axes(layer, "padding"),
            Dilation = Axes(layer, "dilation"),
            Bias = layer.Flag("bias"),
            WeightInit = weights,
            BiasInit = biases,
        },
        "batch-norm-2d" => new BatchNorm2dSpec { Momentum = layer.Double("momentum"), Epsilon = layer.Double("eps"), Affine = layer.Flag("affine") },
        "max-pool-2d" => new MaxPool2dSpec(Axes(layer, "kernel")) { Stride = layer.Has("stride") ? Axes(layer, "stride") : null, Padding = Axes(layer, "padding") },
        "adaptive-average-pool-2d" => new AdaptiveAveragePool2dSpec(Axes(layer, "size")),
        "dropout" => new DropoutSpec(layer.Double("p")),
        "flatten" => new FlattenSpec(),
        "softmax" => new SoftmaxSpec(),
        "log-softmax" => new LogSoftmaxSpec(),
        _ => throw new InvalidOperationException($"The schema lets the layer '{layer.Kind}' pass, but nothing makes it."),
    };

    private static InitSpec ReadInit(ParameterReader init) => init.Kind switch
    {
        "normal" => new NormalInit(init.Double("mean"), init.Double("std")),
        "uniform" => new UniformInit(init.Double("low"), init.Double("high")),
        "kaiming-uniform" => new KaimingUniformInit(),
        "zeros" => new ZerosInit(),
        _ => throw new InvalidOperationException($"The schema lets the distribution '{init.Kind}' pass, but nothing makes it."),
    };

    private static AxisPair Axes(ParameterReader layer, string name)
    {
        IReadOnlyList<int> sizes = layer.Ints(name);
        return new AxisPair(sizes[0], sizes[^1]);
    }

    private static ListSchema Axes(string summary, int least, int? standing = null) => new()
    {
        Required = standing is null,
        TakesSingle = true,
        MinLength = 1,
        MaxLength = 2,
        Item = new IntegerSchema { Minimum = least, Maximum = MostPixels },
        Default = standing is { } value ? ParameterValue.Of(value) : null,
        Summary = summary,
    };

    private static ObjectSchema BatchNorm(string summary, string unit) => Kind(
        summary,
        new("momentum", new NumberSchema { ExclusiveMinimum = 0, Maximum = 1, Default = ParameterValue.Of(0.1), Summary = "The share of a batch in the running statistics." }),
        new("eps", new NumberSchema { ExclusiveMinimum = 0, Default = ParameterValue.Of(1e-5), Summary = "Added to the variance." }),
        new("affine", new FlagSchema { Default = ParameterValue.Of(true), Summary = $"Whether a weight and a bias per {unit} are trained." }));

    private static ObjectSchema Kind(string summary, params IReadOnlyList<KeyValuePair<string, ParameterSchema>> properties) =>
        new() { Summary = summary, Properties = properties };
}
