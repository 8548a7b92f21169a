using System.Globalization;
using System.Text.Json;
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
/// <c>torch.manual_seed</c> and draws in this order gets the same numbers. The state is saved when the trial wants it, after an epoch or in the middle of one, and when it is
/// asked to leave; whatever was reported since is reported again by the next attempt, with the same values.
/// </remarks>
public sealed class ClassifierJob : IJob
{
    internal const string TrainLoss = "train.loss";
    internal const string TrainAccuracy = "train.accuracy";
    internal const string TestLoss = "test.loss";
    internal const string TestAccuracy = "test.accuracy";

    private const string LearningRate = "optimizer.lr";
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
            () => new ClassifierJob(library, backend, schema))
        {
            Adjustable = [LearningRate],
            Length = "epochs",
        };
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
        int done = 0;
        if (trial.Checkpoint is { } checkpoint)
        {
            done = ClassifierCheckpoint.Restore(checkpoint, model, random);
            trial.Log($"going on after epoch {checkpoint.Step}" + (done > 0 ? $" and {done} images of the next" : ""));
        }

        var run = new ClassifierRun(model, dataset, parameters, random);
        for (int epoch = (int)(trial.Checkpoint?.Step ?? 0) + 1; epoch <= parameters.Epochs; epoch++)
        {
            if (done == 0)
            {
                Adjust(model, trial.AdjustmentsAt(epoch));
            }

            Train(trial, run, epoch, done, stop);
            done = 0;
            trial.Report(epoch, run.Evaluate(epoch, stop));
            if (trial.IsCheckpointDue(stepEnded: true) || epoch == parameters.Epochs)
            {
                trial.Save(run.Checkpoint(epoch));
            }
        }

        AddWeights(trial, model, parameters);
    }

    private static void Adjust(IModel model, IReadOnlyDictionary<string, JsonElement> adjustments)
    {
        if (adjustments.TryGetValue(LearningRate, out JsonElement rate))
        {
            model.LearningRate = rate.GetDouble();
        }
    }

    /// <summary>One epoch, from an image on. Asked to leave, it saves where it stands, so that a pause costs no work.</summary>
    private static void Train(ITrial trial, ClassifierRun run, int epoch, int done, CancellationToken stop)
    {
        var progress = new ProgressMeter(trial);
        run.BeginEpoch(done);
        try
        {
            while (run.TrainStep(epoch, progress, stop))
            {
                if (trial.IsCheckpointDue(stepEnded: false))
                {
                    trial.Save(run.Checkpoint(epoch - 1));
                }
            }
        }
        catch (OperationCanceledException)
        {
            trial.Save(run.Checkpoint(epoch - 1));
            throw;
        }
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
