using System.Globalization;
using ActorTraining.Training.Data;
using ActorTraining.Training.Models;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>Trains a network to tell classes of images apart, epoch by epoch, and leaves its weights.</summary>
/// <remarks>
/// First the parameters are drawn, layer by layer, then the order of each epoch, all from one <see cref="TorchRandom"/> of the seed; a notebook that calls
/// <c>torch.manual_seed</c> and draws in this order gets the same numbers. After every epoch the metrics are reported and then the state is saved: a trial that is
/// interrupted between the two reports that epoch again, with the same values.
/// </remarks>
public sealed class ClassifierJob : IJob
{
    internal const string TrainLoss = "train.loss";
    internal const string TrainAccuracy = "train.accuracy";
    internal const string TestLoss = "test.loss";
    internal const string TestAccuracy = "test.accuracy";

    private const string MediaType = "application/octet-stream";

    private readonly DatasetLibrary _library;
    private readonly IModelBackend _backend;
    private readonly ObjectSchema _schema;

    private ClassifierJob(DatasetLibrary library, IModelBackend backend, ObjectSchema schema)
    {
        _library = library;
        _backend = backend;
        _schema = schema;
    }

    /// <summary>The entry of the job catalogue.</summary>
    /// <param name="library">Where the data sets come from.</param>
    public static JobDescription Describe(DatasetLibrary library)
    {
        ObjectSchema schema = ClassifierSchema.Create([.. library.Catalog.Datasets.Select(dataset => dataset.Name)]);
        var backend = new ManagedBackend();
        return new JobDescription(
            "classifier",
            "Trains a network to tell classes of images apart",
            schema,
            [
                new MetricDescription(TrainLoss, "nats", "Mean cross-entropy over all training images after the epoch", HigherIsBetter: false),
                new MetricDescription(TrainAccuracy, "1", "Fraction of all training images that are told right after the epoch", HigherIsBetter: true),
                new MetricDescription(TestLoss, "nats", "Mean cross-entropy over the test images after the epoch", HigherIsBetter: false),
                new MetricDescription(TestAccuracy, "1", "Fraction of the test images that are told right after the epoch", HigherIsBetter: true),
            ],
            () => new ClassifierJob(library, backend, schema));
    }

    /// <inheritdoc/>
    public Task RunAsync(ITrial trial, CancellationToken stop)
    {
        try
        {
            Run(trial, stop);
            return Task.CompletedTask;
        }
        catch (Exception error) when (error
            is InvalidParametersException or DatasetUnavailableException or InvalidDataException or StateMismatchException or IOException)
        {
            throw new TrialException(error.Message, error);
        }
    }

    private void Run(ITrial trial, CancellationToken stop)
    {
        ClassifierParameters parameters = ClassifierParameters.Read(_schema, trial.Parameters);
        trial.Plan(parameters.Epochs, "epoch");
        Dataset dataset = Load(parameters.Dataset, trial, stop);
        var random = new TorchRandom(parameters.Seed ?? trial.Seed);
        using IModel model = _backend.Build(parameters.ModelFor(dataset), parameters.Training, random);
        if (trial.Checkpoint is { } checkpoint)
        {
            ClassifierCheckpoint.Restore(checkpoint, model, random);
            trial.Log($"going on after epoch {checkpoint.Step}");
        }

        var run = new ClassifierRun(model, dataset, parameters, random);
        var progress = new ProgressMeter(trial);
        for (int epoch = (int)(trial.Checkpoint?.Step ?? 0) + 1; epoch <= parameters.Epochs; epoch++)
        {
            run.TrainEpoch(epoch, progress, stop);
            trial.Report(epoch, run.Evaluate(epoch, stop));
            trial.Save(ClassifierCheckpoint.Take(epoch, model, random));
        }

        AddWeights(trial, model, parameters);
    }

    /// <remarks>Waits on this thread, which is the job's own: after an <c>await</c> the training would go on upon another.</remarks>
    private Dataset Load(string name, ITrial trial, CancellationToken stop)
    {
        if (!_library.IsCached(name))
        {
            trial.Log($"fetching the data set {name}");
        }

        return _library.LoadAsync(name, cancellation: stop).GetAwaiter().GetResult();
    }

    private static void AddWeights(ITrial trial, IModel model, ClassifierParameters parameters)
    {
        IReadOnlyList<NamedTensor> tensors = parameters.Naming == WeightNaming.Notebook ? MatrixState.FromModules(model.GetState()) : model.GetState();
        var state = new StateDictionary(tensors, new Dictionary<string, string>
        {
            ["format"] = "pt",
            ["job"] = "classifier",
            ["dataset"] = parameters.Dataset,
            ["epochs"] = parameters.Epochs.ToString(CultureInfo.InvariantCulture),
        });
        Add("weights.safetensors", Safetensors.Write);
        Add("weights.npz", NumpyArchive.Write);
        Add("weights.pt", TorchFile.Write);

        void Add(string name, Action<StateDictionary, Stream> write)
        {
            var content = new MemoryStream();
            write(state, content);
            trial.Add(new Artifact(name, MediaType, content.ToArray()));
        }
    }
}
