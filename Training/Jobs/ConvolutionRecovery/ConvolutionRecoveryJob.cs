using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs.Classifier;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Jobs.ConvolutionRecovery;

/// <summary>Recovers the weights of a convolution from its outputs: a second layer is trained until it gives the same.</summary>
/// <remarks>
/// The loss is a quadratic function of the weights, whose curvatures are those of the covariance of neighbouring pixels. Natural images are smooth, so that the ratio of the largest
/// to the least curvature is near a million: outputs agree long before weights do, and momentum close to 1 is what brings the flat directions home.
/// </remarks>
public sealed class ConvolutionRecoveryJob : IJob
{
    private const string WeightError = "weights.error";
    private const string LearningRate = "optimizer.lr";

    private readonly DatasetLibrary _library;
    private readonly ObjectSchema _schema;

    private ConvolutionRecoveryJob(DatasetLibrary library, ObjectSchema schema) => (_library, _schema) = (library, schema);

    /// <summary>The entry of the job catalogue.</summary>
    /// <param name="library">Where the data sets come from.</param>
    public static JobDescription Describe(DatasetLibrary library)
    {
        ObjectSchema schema = Schema(library.Catalog);
        return new JobDescription(
            "convolution-recovery",
            "Recovers the weights of a convolution from its outputs",
            schema,
            [
                new MetricDescription(WeightError, "1", "|C - C0| / |C0|, the distance of the weights relative to those that were to be found", HigherIsBetter: false),
                new MetricDescription("weights.distance", "1", "|C - C0|, the L2 distance of the weights", HigherIsBetter: false),
                new MetricDescription("outputs.distance", "1", "The L2 distance of all outputs", HigherIsBetter: false),
                new MetricDescription("loss", "1", "The mean squared error of the outputs over the epoch", HigherIsBetter: false),
            ],
            () => new ConvolutionRecoveryJob(library, schema))
        {
            UsesModels = true,
            Adjustable = [LearningRate],
            Length = "epochs",
        };
    }

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        ParameterReader parameters = trial.Read(_schema);
        Tensor<float> images = TrialImages.First(parameters, _library, parameters.Int("images"), trial, stop);
        Normalize(images, parameters.Float("normalize.mean"), parameters.Float("normalize.std"));
        var random = new TorchRandom(parameters.Has("seed") ? (ulong)parameters.Long("seed") : trial.Seed);
        Tensor<float> target = Target(parameters, images.Shape, random);
        using var task = new RecoveryTask(trial.Backend, images, target, OptimizerSchema.ReadOptimizer(parameters.Object("optimizer")), parameters.Int("batch"), random);
        if (trial.Checkpoint is { } checkpoint)
            RecoveryCheckpoint.Restore(checkpoint, task.Model);
        Train(trial, task, parameters.Int("epochs"), parameters.Int("report_every"), parameters.Double("until"), stop);

        trial.Add(Artifact.OfText("filters.svg", "image/svg+xml", RecoveryPictures.Draw(target, task.First, task.Weights, task.WeightError)));
        var content = new MemoryStream();
        NumpyArchive.Write(new StateDictionary([new NamedTensor("C0", target), new NamedTensor("C", task.Weights)]), content);
        trial.Add(new Artifact("filters.npz", "application/octet-stream", content.ToArray()));
        return Task.CompletedTask;
    }

    private static void Train(ITrial trial, RecoveryTask task, int epochs, int every, double until, CancellationToken stop)
    {
        trial.Plan(epochs, "epoch");
        var progress = new ProgressMeter(trial);
        for (long epoch = (trial.Checkpoint?.Step ?? 0) + 1; epoch <= epochs; epoch++)
        {
            if (trial.AdjustmentsAt(epoch).TryGetValue(LearningRate, out var rate))
                task.Model.LearningRate = rate.GetDouble();
            bool isReported = epoch % every == 0 || epoch == epochs;
            double? loss = task.Epoch(isReported, stop);
            if (loss is { } found && !double.IsFinite(found))
                throw new TrialException($"loss became {(double.IsNaN(found) ? "NaN" : "infinite")} at epoch {epoch}; try a smaller learning rate");
            bool reached = epoch % every == 0 && task.WeightError < until;
            if (isReported)
            {
                trial.Report(epoch, Metrics(task, loss!.Value));
                if (trial.IsCheckpointDue(stepEnded: true) || epoch == epochs || reached)
                    trial.Save(RecoveryCheckpoint.Take(epoch, task.Model));
            }

            progress.Tell(epoch);
            if (reached)
            {
                trial.Log($"the weights are within {until} of those given after {epoch} epochs");
                return;
            }
        }
    }

    private static Dictionary<string, double> Metrics(RecoveryTask task, double loss) => new()
    {
        [WeightError] = task.WeightError,
        ["weights.distance"] = task.WeightDistance,
        ["outputs.distance"] = Math.Sqrt(loss * task.OutputValues),
        ["loss"] = loss,
    };

    private static void Normalize(Tensor<float> images, float mean, float deviation)
    {
        foreach (ref float value in images.Span)
            value = (value - mean) / deviation;
    }

    /// <summary>C0 from the user's file, or drawn uniformly from [-1, 1].</summary>
    private static Tensor<float> Target(ParameterReader parameters, Shape images, TorchRandom random)
    {
        int size = parameters.Int("size");
        Tensor<float> target = parameters.Has("weights") ? ReadTarget(parameters.Text("weights")) : new Tensor<float>([parameters.Int("filters"), images[1], size, size]);
        if (!parameters.Has("weights"))
            random.Uniform(target.Span, -1, 1);
        Shape shape = target.Shape;
        if (shape.Rank != 4 || shape.Length == 0 || shape[1] != images[1])
            throw new TrialException($"params.weights: its shape is {shape}; for images of {images[1]} channels [filters, {images[1]}, height, width] is expected");
        if (shape[2] > images[2] || shape[3] > images[3])
            throw new TrialException($"params.{(parameters.Has("weights") ? "weights" : "size")}: filters of {shape[2]}×{shape[3]} do not fit images of {images[2]}×{images[3]}");
        return target;
    }

    private static Tensor<float> ReadTarget(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return NumpyArray.Read(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new TrialException($"params.weights: {error.Message}", error);
        }
    }

    private static ObjectSchema Schema(DatasetCatalog catalog) => new()
    {
        Properties =
        [
            new("dataset", DatasetSchema.Create(catalog)),
            new("images", new IntegerSchema { Minimum = 1, Maximum = 10_000, Default = ParameterValue.Of(100), Summary = "How many images, the first training images of the data set." }),
            new("normalize", new ObjectSchema
            {
                Default = ParameterValue.Of(new { }),
                Summary = "Shifts and scales the pixels: (x - mean) / std. Without it a common brightness would drown everything else.",
                Properties =
                [
                    new("mean", new NumberSchema { Default = ParameterValue.Of(0.473), Summary = "The mean, for pixels in [0, 1]." }),
                    new("std", new NumberSchema { ExclusiveMinimum = 0, Default = ParameterValue.Of(0.25), Summary = "The standard deviation, for pixels in [0, 1]." }),
                ],
            }),
            new("weights", new TextSchema { Summary = "C0: a .npy file of shape [filters, channels, height, width]. Drawn uniformly from [-1, 1] when left out." }),
            new("filters", new IntegerSchema { Minimum = 1, Maximum = 1024, Default = ParameterValue.Of(20), Summary = "The filters of a drawn C0." }),
            new("size", new IntegerSchema { Minimum = 1, Maximum = 31, Default = ParameterValue.Of(5), Summary = "Height and width of the filters of a drawn C0." }),
            new("optimizer", OptimizerSchema.Optimizer),
            new("batch", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(100), Summary = "The images of a step; all of them make the momentum of a quadratic problem exact." }),
            new("epochs", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(6000), Summary = "How often all images are seen at most." }),
            new("until", new NumberSchema { Minimum = 0, Default = ParameterValue.Of(5e-4), Summary = "The trial ends once the relative error of the weights is below." }),
            new("report_every", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(20), Summary = "The epochs from one report to the next." }),
            new("seed", new IntegerSchema { Minimum = 0, Maximum = long.MaxValue, Summary = "In place of the trial's own seed: C0, if it is drawn, and the first weights of C." }),
        ],
    };
}
