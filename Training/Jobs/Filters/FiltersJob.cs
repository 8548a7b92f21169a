using System.Globalization;
using System.Text;
using ActorTraining.Training.Jobs.Classifier;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Networks;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Jobs.Filters;

/// <summary>Shows what a trained network sees: its answers to photographs, the filters of its first layer, and what they respond to.</summary>
public sealed class FiltersJob : IJob
{
    private const int MostAnswers = 5;

    private static readonly ObjectSchema Schema = new()
    {
        Properties =
        [
            new("weights", new TextSchema { Required = true, Summary = "The trained weights: a .pt, .pth, .safetensors or .npz file." }),
            new("network", new UnionSchema
            {
                Default = ParameterValue.Of("vgg16"),
                Summary = "What the weights belong to.",
                Kinds =
                [
                    new("vgg16", new ObjectSchema
                    {
                        Summary = "VGG16 (K. Simonyan, A. Zisserman, 2015), for images [3, 224, 224]; names of torchvision (features.0.weight) or ours (0.weight).",
                        Properties = [new("classes", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(1000), Summary = "The number of outputs." })],
                    }),
                    new("layers", new ObjectSchema
                    {
                        Summary = "A network described as for the job classifier.",
                        Properties =
                        [
                            new("input", new ListSchema
                            {
                                Required = true,
                                MinLength = 3,
                                MaxLength = 3,
                                Item = new IntegerSchema { Minimum = 1, Maximum = 4096, Summary = "A size." },
                                Summary = "The shape of an image: channels (1 or 3), height, width.",
                            }),
                            new("model", NetworkSchema.Model),
                        ],
                    }),
                ],
            }),
            new("images", new ListSchema { Required = true, MinLength = 1, MaxLength = 32, Item = new TextSchema { Summary = "A JPEG or PNG file." }, Summary = "The photographs; resized to what the network takes." }),
            new("mean", Channels("The mean that is subtracted, for pixels in [0, 1]; ImageNet's when left out.", 0.485, 0.456, 0.406)),
            new("std", Channels("The deviation that is divided by; ImageNet's when left out.", 0.229, 0.224, 0.225)),
            new("names", new TextSchema { Summary = "A text file with the name of a class on each line, in the order of the outputs; numbers when left out." }),
            new("filters", new IntegerSchema { Minimum = 1, Maximum = 64, Default = ParameterValue.Of(3), Summary = "How many filters of the first layer are shown." }),
        ],
    };

    private FiltersJob()
    {
    }

    /// <summary>The entry of the job catalogue.</summary>
    public static JobDescription Description { get; } = new(
        "filters",
        "Shows the answers of a trained network, the filters of its first layer and their responses",
        Schema,
        [
            new MetricDescription("top1.probability", "1", "The probability of the likeliest class, averaged over the images", HigherIsBetter: null),
            new MetricDescription("parameters", "1", "The number of trained values of the network", HigherIsBetter: null),
        ],
        () => new FiltersJob())
    {
        UsesModels = true,
    };

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        ParameterReader parameters = trial.Read(Schema);
        trial.Plan(1, "pass");
        (ModelSpec network, Shape sample) = Network(parameters);
        IReadOnlyList<string> paths = parameters.Texts("images");
        StateDictionary file = WeightsFile.Read(parameters.Text("weights"));
        IReadOnlyList<NamedTensor> state = parameters.Text("network.kind") == "vgg16" ? OfVgg16(file, network, parameters.Text("weights")) : file;
        PhotoInput photos = PhotoInput.Read(paths, sample, parameters.Doubles("mean"), parameters.Doubles("std"));
        stop.ThrowIfCancellationRequested();

        Tensor<float> logits = Answer(trial.Backend, network, state, parameters.Text("weights"), photos.Values);
        IReadOnlyList<string> names = Names(parameters, logits.Shape[1]);
        (string table, double certainty) = Predictions(paths, logits, names);
        FirstLayer first = FirstLayer.Of(trial.Backend, network, state, sample, photos.Values);
        trial.Report(1, new Dictionary<string, double> { ["top1.probability"] = certainty, ["parameters"] = network.ParameterCount() });
        trial.Add(Artifact.OfText("predictions.md", "text/markdown", table));
        trial.Add(Artifact.OfText("filters.svg", "image/svg+xml", first.Draw(photos.Pictures, [.. paths.Select(Path.GetFileName).OfType<string>()], parameters.Int("filters"))));
        var logitsFile = new MemoryStream();
        NumpyArray.Write(logits, logitsFile);
        trial.Add(new Artifact("logits.npy", "application/octet-stream", logitsFile.ToArray()));
        return Task.CompletedTask;
    }

    private static (ModelSpec Network, Shape Sample) Network(ParameterReader parameters)
    {
        if (parameters.Text("network.kind") == "vgg16")
        {
            ModelSpec vgg = Vgg16.Create(parameters.Int("network.classes"));
            return (vgg, vgg.InputShape);
        }

        Shape sample = Shape.Create([.. parameters.Ints("network.input")]);
        IReadOnlyList<LayerSpec> layers = NetworkSchema.Read(parameters.Object("network.model"));
        var network = new ModelSpec(layers.Any(layer => layer.TakesImages) ? sample : [sample.Length], layers);
        var errors = new List<ParameterError>();
        if (sample[0] is not (1 or 3))
            errors.Add(new ParameterError("params.network.input[0]", $"{sample[0]} is neither 1 (grey) nor 3 (colour)"));
        network.Validate("params.network.model", errors);
        if (errors.Count == 0 && network.OutputShape().Rank != 1)
            errors.Add(new ParameterError("params.network.model.layers", $"the output has the shape {network.OutputShape()}; one value for each class is expected"));
        TrialParameters.Check(errors);
        return (network, sample);
    }

    /// <summary>Compares a file of torchvision with the network by the names that the file has, before memory is taken for the network.</summary>
    private static IReadOnlyList<NamedTensor> OfVgg16(StateDictionary file, ModelSpec network, string path)
    {
        try
        {
            if (file.Any(tensor => tensor.Name.StartsWith("features.", StringComparison.Ordinal)))
                StateMatch.Order(file, [.. network.State().Select(entry => (Vgg16.TorchvisionName(entry.Name), entry.Shape))], "VGG16");
            return Vgg16.FromTorchvision(file);
        }
        catch (StateMismatchException error)
        {
            throw NotOfThisNetwork(path, error);
        }
    }

    private static Tensor<float> Answer(IModelBackend backend, ModelSpec network, IReadOnlyList<NamedTensor> state, string file, Tensor<float> images)
    {
        try
        {
            using IModel model = backend.Build(network, new TrainingSpec(new SgdSpec(1), LossKind.L2, 1), new NoDraws());
            model.LoadState(state);
            var logits = new Tensor<float>([images.Shape[0], network.OutputShape()[0]]);
            model.Predict(images.Span, logits.Span);
            return logits;
        }
        catch (StateMismatchException error)
        {
            throw NotOfThisNetwork(file, error);
        }
    }

    private static TrialException NotOfThisNetwork(string file, StateMismatchException error) =>
        new($"params.weights: {file} is not of this network: {error.Message}", error);

    private static string[] Names(ParameterReader parameters, int classes)
    {
        if (!parameters.Has("names"))
            return [.. Enumerable.Range(0, classes).Select(i => $"class {i}")];
        string[] names;
        try
        {
            names = [.. File.ReadAllLines(parameters.Text("names")).Select(line => line.Trim()).Where(line => line.Length > 0)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TrialException($"params.names: {error.Message}", error);
        }

        return names.Length == classes ? names : throw new TrialException($"params.names: {parameters.Text("names")} has {names.Length} names for {classes} outputs");
    }

    private static (string Table, double Certainty) Predictions(IReadOnlyList<string> paths, Tensor<float> logits, IReadOnlyList<string> names)
    {
        var table = new StringBuilder("# The likeliest classes\n\n| image | place | class | probability | logit |\n| --- | ---: | --- | ---: | ---: |\n");
        double certainty = 0;
        for (int i = 0; i < paths.Count; i++)
        {
            float[] row = logits.Slice(i, 1).Span.ToArray();
            double largest = row.Max(), sum = row.Sum(logit => Math.Exp(logit - largest));
            int[] best = [.. Enumerable.Range(0, row.Length).OrderByDescending(k => row[k]).Take(MostAnswers)];
            certainty += 1 / sum / paths.Count;
            for (int place = 0; place < best.Length; place++)
            {
                double probability = Math.Exp(row[best[place]] - largest) / sum;
                table.Append(CultureInfo.InvariantCulture, $"| {Path.GetFileName(paths[i])} | {place + 1} | {names[best[place]].Replace("|", "\\|", StringComparison.Ordinal)} | {100 * probability:0.00}% | {row[best[place]]:0.000} |\n");
            }
        }

        return (table.ToString(), certainty);
    }

    private static ListSchema Channels(string summary, params double[] values) => new()
    {
        MinLength = 1,
        MaxLength = 3,
        Item = new NumberSchema { Summary = "The value of a channel." },
        Default = ParameterValue.Of(values),
        Summary = summary + " One value stands for all channels.",
    };
}
