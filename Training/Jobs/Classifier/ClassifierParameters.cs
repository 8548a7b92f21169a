using System.Text.Json;
using ActorTraining.Training.Data;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers.Schedules;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>The parameters of the job <c>classifier</c>, typed and complete.</summary>
internal sealed record ClassifierParameters
{
    /// <summary>The data set.</summary>
    public required DatasetSpec Dataset { get; init; }

    /// <summary>How pixels become numbers.</summary>
    public required PixelScaling Scaling { get; init; }

    /// <summary>How training images are varied; null where they stay as they are.</summary>
    public required AugmentSpec? Augment { get; init; }

    /// <summary>The fraction of the training images that is held back for validation, in [0, 1).</summary>
    public required double Validation { get; init; }

    /// <summary>The fraction of the others that is trained with, in (0, 1].</summary>
    public required double Fraction { get; init; }

    /// <summary>Whether the seed, rather than the order of the file, decides which images are which.</summary>
    public required bool DrawsRandomly { get; init; }

    /// <summary>The layers, from the input to the output.</summary>
    public required IReadOnlyList<LayerSpec> Layers { get; init; }

    /// <summary>Optimizer, loss, penalty and the size of a batch.</summary>
    public required TrainingSpec Training { get; init; }

    /// <summary>How small a batch may become where the device's memory does not hold it; null where it may not.</summary>
    public required int? LeastBatch { get; init; }

    /// <summary>How the learning rate changes.</summary>
    public required ScheduleSpec Schedule { get; init; }

    /// <summary>How often all images are seen.</summary>
    public required int Epochs { get; init; }

    /// <summary>Whether every epoch has an order of its own.</summary>
    public required bool Shuffle { get; init; }

    /// <summary>The seed that was asked for in place of the trial's own.</summary>
    public required ulong? Seed { get; init; }

    /// <summary>Whether every iteration is reported, and is the unit of everything.</summary>
    public required bool PerIteration { get; init; }

    /// <summary>Whether the training images are judged by the steps themselves and not after the epoch.</summary>
    public required bool JudgesDuringTraining { get; init; }

    /// <summary>Whether the epoch with the best accuracy in validation is kept rather than the last.</summary>
    public required bool KeepsBest { get; init; }

    /// <summary>What the weights are called in the files.</summary>
    public required WeightNaming Naming { get; init; }

    /// <summary>Reads parameters.</summary>
    /// <exception cref="InvalidParametersException">They do not fit the schema.</exception>
    public static ClassifierParameters Read(ObjectSchema schema, JsonElement parameters)
    {
        var reader = new ParameterReader(schema, parameters);
        IReadOnlyList<LayerSpec> layers = NetworkSchema.Read(reader.Object("model"));
        LossKind loss = layers[^1] is LogSoftmaxSpec ? LossKind.NegativeLogLikelihood : LossKind.CrossEntropy;
        return new ClassifierParameters
        {
            Dataset = DatasetSchema.Read(reader.Object("dataset")),
            Scaling = reader.Has("normalize") ? NormalizeSchema.Read(reader.Object("normalize")) : PixelScaling.Unit,
            Augment = reader.Has("augment") ? AugmentSchema.Read(reader.Object("augment")) : null,
            Validation = reader.Double("data.validation"),
            Fraction = reader.Double("data.fraction"),
            DrawsRandomly = reader.Text("data.draw") == "random",
            Layers = layers,
            Training = new TrainingSpec(OptimizerSchema.ReadOptimizer(reader.Object("optimizer")), loss, reader.Int("batch"))
            {
                Regularisation = OptimizerSchema.ReadRegularisation(reader.Object("regularisation")),
            },
            LeastBatch = reader.Has("least_batch") ? reader.Int("least_batch") : null,
            Schedule = OptimizerSchema.ReadSchedule(reader.Object("schedule")),
            Epochs = reader.Int("epochs"),
            Shuffle = reader.Flag("shuffle"),
            Seed = reader.Has("seed") ? (ulong)reader.Long("seed") : null,
            PerIteration = reader.Text("report.every") == "iteration",
            JudgesDuringTraining = reader.Text("report.train") == "during",
            KeepsBest = reader.Text("keep") == "best",
            Naming = reader.Text("weights.naming") == "notebook" ? WeightNaming.Notebook : WeightNaming.Torch,
        };
    }

    /// <summary>The same with a smaller batch, for a device that does not hold this one; null where there is none that may be.</summary>
    /// <param name="model">The network.</param>
    /// <param name="data">The images.</param>
    /// <remarks>The next batch is a divisor of this one: a checkpoint from the middle of an epoch stands at whole batches of both.</remarks>
    public ClassifierParameters? Smaller(ModelSpec model, DataSelection data)
    {
        int batch = Training.MaxBatch;
        int divisor = Enumerable.Range(2, Math.Max(batch - 1, 0)).FirstOrDefault(number => batch % number == 0);
        if (divisor == 0 || batch / divisor < Math.Max(LeastBatch ?? int.MaxValue, model.LeastBatch()))
            return null;
        ClassifierParameters smaller = this with { Training = Training with { MaxBatch = batch / divisor } };
        var errors = new List<ParameterError>();
        smaller.CheckData(model, data, errors);
        return errors.Count == 0 ? smaller : null;
    }

    /// <summary>The images to train with and to choose by.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="seed">The trial's seed.</param>
    /// <exception cref="InvalidParametersException">Training images are to be held back, but the data set has validation images.</exception>
    public DataSelection DataOf(Dataset dataset, ulong seed) => dataset.Validation is not null && Validation > 0
        ? throw new InvalidParametersException([new ParameterError("params.data.validation", $"{dataset.Name} has {dataset.Validation.Count:N0} validation images of its own; leave it out")])
        : DataSelection.Choose(dataset, Validation, Fraction, DrawsRandomly ? seed : null);

    /// <summary>The network for a data set.</summary>
    /// <param name="dataset">Gives the shape of the images and the classes.</param>
    /// <param name="data">The images that are chosen.</param>
    /// <exception cref="InvalidParametersException">The layers do not fit each other, their outputs the classes, or something the rest.</exception>
    public ModelSpec ModelFor(Dataset dataset, DataSelection data)
    {
        ModelSpec model = ModelFor(dataset.Train.Shape);
        var errors = new List<ParameterError>();
        model.Validate("params.model", errors);
        Schedule.Validate("params.schedule", errors);
        if (errors.Count == 0)
        {
            CheckOutputs(model, dataset, errors);
            Training.Validate(model, "params", errors);
            CheckData(model, data, errors);
        }

        return errors.Count == 0 ? model : throw new InvalidParametersException(errors);
    }

    /// <summary>The network for images of a shape; it may have faults.</summary>
    public ModelSpec ModelFor(ImageShape image) =>
        new(Layers.Any(layer => layer.TakesImages) ? [image.Channels, image.Height, image.Width] : [image.Size], Layers);

    private static void CheckOutputs(ModelSpec model, Dataset dataset, List<ParameterError> errors)
    {
        int outputs = model.OutputShape().Length, classes = dataset.Classes.Count;
        if (outputs == classes)
        {
            return;
        }

        int last = model.Layers.ToList().FindLastIndex(layer => layer is LinearSpec);
        errors.Add(last >= 0
            ? new ParameterError($"params.model.layers[{last}].units", $"{outputs} is not {classes}, the number of classes of {dataset.Name}")
            : new ParameterError("params.model.layers", $"{outputs} outputs are not {classes}, the number of classes of {dataset.Name}; end with {{ kind: linear, units: {classes} }}"));
    }

    private void CheckData(ModelSpec model, DataSelection data, List<ParameterError> errors)
    {
        int least = model.LeastBatch(), last = data.Train.Count % Training.MaxBatch;
        if (Scaling.Channels is { } channels && channels != data.Train.Shape.Channels)
            errors.Add(new ParameterError("params.normalize", $"is for {channels} channels, but the images have {data.Train.Shape.Channels}"));
        if (data.Train.Count == 0)
            errors.Add(new ParameterError("params.data", "no image is left to train with"));
        else if (last > 0 && last < least)
            errors.Add(new ParameterError("params.batch", $"{Training.MaxBatch} leaves {last} of {data.Train.Count} images for the last step of an epoch, and batch normalisation needs {least}"));
        if (KeepsBest && data.Validation is null)
            errors.Add(new ParameterError("params.keep", "'best' needs images to choose by: give params.data.validation a fraction of them, such as 0.1"));
        if (Naming == WeightNaming.Notebook && model.State().Any(entry => model.Parameters().All(p => p.Name != entry.Name) || (entry.Name.EndsWith(".weight", StringComparison.Ordinal) && entry.Shape.Rank != 2)))
            errors.Add(new ParameterError("params.weights.naming", "'notebook' has names for linear layers only; take 'torch'"));
    }
}
