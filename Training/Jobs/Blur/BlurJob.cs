using System.Globalization;
using ActorTraining.Training.Data;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Pictures;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.Blur;

/// <summary>Runs a convolution with the weights of a Gaussian over pictures, and shows filter, input and output side by side.</summary>
public sealed class BlurJob : IJob
{
    private const string Parameter = "0.weight";

    private readonly DatasetLibrary _library;
    private readonly ObjectSchema _schema;

    private BlurJob(DatasetLibrary library, ObjectSchema schema) => (_library, _schema) = (library, schema);

    /// <summary>The entry of the job catalogue.</summary>
    /// <param name="library">Where the data sets come from.</param>
    public static JobDescription Describe(DatasetLibrary library)
    {
        ObjectSchema schema = Schema(library.Catalog);
        return new JobDescription(
            "blur",
            "Blurs pictures by a convolution with set weights, and shows what it does",
            schema,
            [
                new MetricDescription("contrast", "1", "The standard deviation of the output's pixels divided by that of the input's", HigherIsBetter: null),
                new MetricDescription("error", "1", "The largest difference between the vectorised convolution and the plain sum of its definition, on the first picture", HigherIsBetter: false),
                new MetricDescription("output.height", "pixels", "The height of the output", HigherIsBetter: null),
                new MetricDescription("output.width", "pixels", "The width of the output", HigherIsBetter: null),
            ],
            () => new BlurJob(library, schema))
        {
            UsesModels = true,
        };
    }

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        ParameterReader parameters = trial.Read(_schema);
        Tensor<float> input = TrialImages.First(parameters, _library, parameters.Int("images"), trial, stop);
        (int n, int channels) = (input.Shape[0], input.Shape[1]);
        Tensor<float> kernel = GaussianKernel.Create(parameters.Int("size"), parameters.Double("sigma"));
        ModelSpec convolution = Convolution(parameters, input.Shape);
        trial.Plan(1, "pass");

        Shape sample = convolution.OutputShape();
        var output = new Tensor<float>(Shape.Create([n, .. sample.AsSpan()]));
        NamedTensor[] state = [new(Parameter, GaussianKernel.ForChannels(kernel, channels))];
        using (IModel model = trial.Backend.Build(convolution, new TrainingSpec(new SgdSpec(1), LossKind.L2, n), new TorchRandom(0)))
        {
            model.LoadState(state);
            model.Predict(input.Span, output.Span);
        }

        Tensor<float> plain = ReferenceNetwork.Create<float>(convolution, state).Forward(input.Slice(0, 1), Mode.Evaluate);
        trial.Report(1, new Dictionary<string, double>
        {
            ["contrast"] = Deviation(output.Span) / Deviation(input.Span),
            ["error"] = Enumerable.Range(0, plain.Length).Max(i => Math.Abs((double)plain[i] - output[i])),
            ["output.height"] = sample[1],
            ["output.width"] = sample[2],
        });
        trial.Add(Artifact.OfText("blur.svg", "image/svg+xml", Draw(parameters, kernel, input, output)));
        return Task.CompletedTask;
    }

    private static ModelSpec Convolution(ParameterReader parameters, Shape input)
    {
        int size = parameters.Int("size"), dilation = parameters.Int("dilation");
        var model = new ModelSpec([input[1], input[2], input[3]],
        [
            new Conv2dSpec(input[1], size)
            {
                Stride = parameters.Int("stride"),
                Padding = parameters.Has("padding") ? parameters.Int("padding") : dilation * (size - 1) / 2,
                Dilation = dilation,
                Bias = false,
            },
        ]);
        var errors = new List<ParameterError>();
        model.Validate("params", errors);
        // The one layer is the job's own: the paths of its properties are those of the parameters.
        TrialParameters.Check([.. errors.Select(error => error with { Path = error.Path.Replace("params.layers[0].kernel", "params.size", StringComparison.Ordinal).Replace("params.layers[0]", "params", StringComparison.Ordinal) })]);
        return model;
    }

    private static double Deviation(ReadOnlySpan<float> values)
    {
        double sum = 0, squares = 0;
        foreach (float value in values)
            (sum, squares) = (sum + value, squares + (double)value * value);
        return Math.Sqrt(Math.Max(0, squares / values.Length - sum / values.Length * (sum / values.Length)));
    }

    private static string Draw(ParameterReader parameters, Tensor<float> kernel, Tensor<float> input, Tensor<float> output)
    {
        string how = string.Create(CultureInfo.InvariantCulture, $"σ = {parameters.Double("sigma"):0.##}, {kernel.Shape[0]}×{kernel.Shape[1]}, stride {parameters.Int("stride")}, dilation {parameters.Int("dilation")}");
        float largest = kernel.Span.ToArray().Max();
        var filter = new Panel(HeatMap.Image(kernel.Span, kernel.Shape[0], kernel.Shape[1], largest), $"filter, weights up to {FigureText.Of(largest, 3)}");
        Panel[] inputs = [.. Enumerable.Range(0, input.Shape[0]).Select(i => Picture(input, i, $"input {input.Shape[3]}×{input.Shape[2]}"))];
        Panel[] outputs = [.. Enumerable.Range(0, output.Shape[0]).Select(i => Picture(output, i, $"output {output.Shape[3]}×{output.Shape[2]}"))];
        var groups = new List<PanelGroup> { new("", [inputs[0], filter, outputs[0]], 288) };
        if (inputs.Length > 1)
            groups.Add(new PanelGroup("More pictures, before and after", [.. inputs.Zip(outputs).Skip(1).SelectMany(pair => new[] { pair.First, pair.Second })], 138) { Columns = 6 });
        return PictureSheet.Draw("Gaussian blur by convolution", how, groups);
    }

    /// <summary>An image in colour or grey; with another number of channels, its first alone.</summary>
    private static Panel Picture(Tensor<float> images, int i, string caption)
    {
        int channels = images.Shape[1] == 3 ? 3 : 1, height = images.Shape[2], width = images.Shape[3];
        return new Panel(PlanarImage.Of(images.Slice(i, 1).Span[..(channels * height * width)], channels, height, width), caption);
    }

    private static ObjectSchema Schema(DatasetCatalog catalog) => new()
    {
        Properties =
        [
            new("dataset", DatasetSchema.Create(catalog)),
            new("images", new IntegerSchema { Minimum = 1, Maximum = 64, Default = ParameterValue.Of(7), Summary = "How many pictures, the first training images of the data set." }),
            new("sigma", new NumberSchema { ExclusiveMinimum = 0, Maximum = 1000, Default = ParameterValue.Of(1), Summary = "The standard deviation σ of the Gaussian, in taps." }),
            new("size", new IntegerSchema { Minimum = 1, Maximum = 99, Default = ParameterValue.Of(5), Summary = "The taps of the filter along each axis." }),
            new("stride", new IntegerSchema { Minimum = 1, Maximum = 64, Default = ParameterValue.Of(1), Summary = "The pixels from one output to the next." }),
            new("padding", new IntegerSchema { Minimum = 0, Maximum = 512, Summary = "The zeros added on each side; as many as keep the size (at stride 1) when left out." }),
            new("dilation", new IntegerSchema { Minimum = 1, Maximum = 64, Default = ParameterValue.Of(1), Summary = "The pixels from one tap to the next." }),
        ],
    };
}
