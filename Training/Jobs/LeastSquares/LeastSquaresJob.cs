using System.Globalization;
using System.Text;
using ActorTraining.Training.Data;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Pictures;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Jobs.LeastSquares;

/// <summary>Fits a linear map to labels in one go, without gradient descent: what a linear classifier has to be compared with.</summary>
public sealed class LeastSquaresJob : IJob
{
    /// <summary>Pixels times channels; as a matrix of float64 128 MiB.</summary>
    private const int MostInputs = 4096;

    private readonly DatasetLibrary _library;
    private readonly ObjectSchema _schema;

    private LeastSquaresJob(DatasetLibrary library, ObjectSchema schema) => (_library, _schema) = (library, schema);

    /// <summary>The entry of the job catalogue.</summary>
    /// <param name="library">Where the data sets come from.</param>
    public static JobDescription Describe(DatasetLibrary library)
    {
        ObjectSchema schema = Schema(library.Catalog);
        return new JobDescription(
            "least-squares",
            "Fits a linear classifier by least squares, as a measure for those that are trained",
            schema,
            [
                new MetricDescription("test.accuracy", "1", "Fraction of the test images that are told right", HigherIsBetter: true),
                new MetricDescription("validation.accuracy", "1", "Fraction of the images that were held out of the training images and are told right", HigherIsBetter: true),
                new MetricDescription("train.accuracy", "1", "Fraction of the fitted images that are told right", HigherIsBetter: true),
                new MetricDescription("train.r2", "1", "The coefficient of determination R² on the fitted images, averaged over the outputs", HigherIsBetter: true),
                new MetricDescription("test.r2", "1", "R² on the test images, averaged over the outputs", HigherIsBetter: true),
                new MetricDescription("class.best.accuracy", "1", "Fraction of the best class's test images that are told right", HigherIsBetter: true),
                new MetricDescription("class.worst.accuracy", "1", "Fraction of the worst class's test images that are told right", HigherIsBetter: true),
                new MetricDescription("train.images", "1", "The number of images that were fitted", HigherIsBetter: null),
            ],
            () => new LeastSquaresJob(library, schema));
    }

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        ParameterReader parameters = trial.Read(_schema);
        Dataset dataset = TrialImages.Load(parameters, _library, trial, stop);
        DataSelection data = DataSelection.Choose(dataset, parameters.Double("validation"), parameters.Double("fraction"), parameters.Text("draw") == "random" ? trial.Seed : null);
        Check(dataset, data);
        var coding = new LabelCoding(dataset.Classes.Count, parameters.Text("targets") == "one-hot");
        trial.Plan(1, "fit");

        LinearMap map = Fit(data.Train, coding, parameters.Flag("intercept"), trial, stop);
        FitEvaluation train = FitEvaluation.Of(map, coding, dataset.Classes.Count, data.Train, stop);
        FitEvaluation test = FitEvaluation.Of(map, coding, dataset.Classes.Count, dataset.Test, stop);
        var metrics = new Dictionary<string, double>
        {
            ["test.accuracy"] = test.Accuracy,
            ["test.r2"] = test.Determination,
            ["train.accuracy"] = train.Accuracy,
            ["train.r2"] = train.Determination,
            ["train.images"] = data.Train.Count,
        };
        if (data.Validation is { } validation)
            metrics["validation.accuracy"] = FitEvaluation.Of(map, coding, dataset.Classes.Count, validation, stop).Accuracy;
        int[] classes = [.. Enumerable.Range(0, dataset.Classes.Count).Where(label => !double.IsNaN(test.AccuracyOf(label))).OrderByDescending(test.AccuracyOf)];
        metrics["class.best.accuracy"] = test.AccuracyOf(classes[0]);
        metrics["class.worst.accuracy"] = test.AccuracyOf(classes[^1]);
        trial.Report(1, metrics);
        trial.Log($"best class: {dataset.Classes[classes[0]]}, worst class: {dataset.Classes[classes[^1]]}");
        AddFiles(trial, dataset, map, coding, test);
        return Task.CompletedTask;
    }

    /// <summary>The normal equations take memory with the square, and time with the cube, of the values of an image.</summary>
    private static void Check(Dataset dataset, DataSelection data)
    {
        ImageShape shape = dataset.Train.Shape;
        if (shape.Size > MostInputs)
        {
            throw new TrialException(
                $"params.dataset: an image of {dataset.Name} has {shape.Size:N0} values ({shape}), and least squares takes at most {MostInputs:N0}; "
                + $"for pictures set 'resize' to {(int)Math.Sqrt(MostInputs / shape.Channels)} or less");
        }

        if (data.Train.Count == 0)
            throw new TrialException("params: no image is left to fit; raise 'fraction' or lower 'validation'");
    }

    private static LinearMap Fit(ImageSet images, LabelCoding coding, bool intercept, ITrial trial, CancellationToken stop)
    {
        var fit = new LinearFit(images.Shape.Size, coding.Outputs);
        var progress = new ProgressMeter(trial);
        float[] image = new float[images.Shape.Size], target = new float[coding.Outputs];
        int[] label = new int[1];
        for (int i = 0; i < images.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            images.ReadBatch(i, PixelScaling.Unit, image, label);
            coding.Encode(label[0], target);
            fit.Add(image, target);
            progress.Tell(0.5 * i / images.Count);
        }

        return fit.Solve(intercept);
    }

    private static void AddFiles(ITrial trial, Dataset dataset, LinearMap map, LabelCoding coding, FitEvaluation test)
    {
        IReadOnlyList<string> names = dataset.Classes;
        string caption = string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}: {100 * test.Accuracy:0.00}% of the test images told right by least squares");
        trial.Add(Artifact.OfText("confusion.svg", "image/svg+xml", ConfusionPicture.Draw(caption, names, test.Count)));
        trial.Add(Artifact.OfText("weights.svg", "image/svg+xml", DrawWeights(dataset, map, coding)));
        var content = new MemoryStream();
        NumpyArchive.Write(
            new StateDictionary(
            [
                new NamedTensor("W", new Tensor<float>([dataset.Train.Shape.Size, coding.Outputs], [.. map.Weights.Select(value => (float)value)])),
                new NamedTensor("c", new Tensor<float>([coding.Outputs], [.. map.Constants.Select(value => (float)value)])),
            ]),
            content);
        trial.Add(new Artifact("weights.npz", "application/octet-stream", content.ToArray()));
        trial.Add(Artifact.OfText("classes.csv", "text/csv", Classes(names, test)));
    }

    /// <summary>The weights of each output where the pixels are; one scale for all, on which the outermost tenth of the weights is cut off, since border pixels that are rarely set have huge ones.</summary>
    private static string DrawWeights(Dataset dataset, LinearMap map, LabelCoding coding)
    {
        (int channels, int height, int width) = (dataset.Train.Shape.Channels, dataset.Train.Shape.Height, dataset.Train.Shape.Width);
        double[] sizes = [.. map.Weights.Select(Math.Abs).Where(size => size > 0).Order()];
        float limit = sizes.Length == 0 ? 1 : (float)sizes[(int)(0.9 * (sizes.Length - 1))];
        Panel[] panels =
        [
            .. from output in Enumerable.Range(0, coding.Outputs)
               from channel in Enumerable.Range(0, channels)
               let plane = Enumerable.Range(channel * height * width, height * width).Select(i => (float)map.Weights[i * coding.Outputs + output]).ToArray()
               let name = coding.Outputs == 1 ? "the label as a number" : dataset.Classes[output]
               select new Panel(HeatMap.Image(plane, height, width, limit), channels == 1 ? name : $"{name}, channel {channel + 1}"),
        ];
        return PictureSheet.Draw(
            "Weights of the linear map, pixel by pixel",
            "Red pixels speak for the output, blue ones against it. The scale covers nine weights of ten; larger ones have its last colour.",
            [new PanelGroup("", panels, 168) { Limit = limit, Columns = 5 }]);
    }

    private static string Classes(IReadOnlyList<string> names, FitEvaluation test)
    {
        var csv = new StringBuilder("class,accuracy\n");
        for (int label = 0; label < names.Count; label++)
            csv.Append(CultureInfo.InvariantCulture, $"\"{names[label].Replace("\"", "\"\"", StringComparison.Ordinal)}\",{test.AccuracyOf(label):R}\n");
        return csv.ToString();
    }

    private static ObjectSchema Schema(DatasetCatalog catalog) => new()
    {
        Properties =
        [
            new("dataset", DatasetSchema.Create(catalog)),
            new("targets", new TextSchema
            {
                Choices = ["one-hot", "number"],
                Default = ParameterValue.Of("one-hot"),
                Summary = "one-hot: an output for each class, the largest answers; number: the label as a number, the nearest label answers.",
            }),
            new("intercept", new FlagSchema { Default = ParameterValue.Of(true), Summary = "Whether a constant is added to each output." }),
            new("validation", new NumberSchema { Minimum = 0, ExclusiveMaximum = 1, Default = ParameterValue.Of(0.3), Summary = "The share of the training images, the last of the file, that is held out where the data set has no validation images of its own." }),
            new("fraction", new NumberSchema { ExclusiveMinimum = 0, Maximum = 1, Default = ParameterValue.Of(1), Summary = "The share of the remaining images, the first of the file, that is fitted." }),
            new("draw", new TextSchema
            {
                Choices = ["file", "random"],
                Default = ParameterValue.Of("file"),
                Summary = "file: images are taken in the order of the file; random: as the seed decides.",
            }),
        ],
    };
}
