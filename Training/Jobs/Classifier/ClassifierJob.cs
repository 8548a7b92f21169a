using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActorTraining.Training.Data;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>Trains a network to tell classes of images apart, epoch by epoch, and leaves its weights.</summary>
/// <remarks>
/// First the parameters are drawn, layer by layer, then the order of each epoch, all from one <see cref="TorchRandom"/> of the seed; a notebook that calls
/// <c>torch.manual_seed</c> and draws in this order gets the same numbers. Masks of dropout, the choice of images and their variation have streams of their own. The state is saved
/// when the trial wants it, after an epoch or in the middle of one, and when it is asked to leave; whatever was reported since is reported again by the next attempt,
/// with the same values.
/// </remarks>
public sealed class ClassifierJob : IJob
{
    private const string LearningRate = "optimizer.lr";

    private readonly DatasetLibrary _library;
    private readonly ObjectSchema _schema;

    private ClassifierJob(DatasetLibrary library, ObjectSchema schema) => (_library, _schema) = (library, schema);

    /// <summary>The entry of the job catalogue.</summary>
    /// <param name="library">Where the data sets come from.</param>
    public static JobDescription Describe(DatasetLibrary library)
    {
        ObjectSchema schema = ClassifierSchema.Create(library.Catalog);
        return new JobDescription(
            "classifier",
            "Trains a network to tell classes of images apart",
            schema,
            ClassifierMetrics.All,
            () => new ClassifierJob(library, schema))
        {
            UsesModels = true,
            Adjustable = [LearningRate],
            Length = "epochs",
            CountsInLength = parameters => !(parameters.TryGetProperty("report", out JsonElement report) && report.ValueKind == JsonValueKind.Object
                && report.TryGetProperty("every", out JsonElement every) && !(every.ValueKind == JsonValueKind.String && every.GetString() == "epoch")),
            Derived = [new DerivedQuantity("parameters", "The number of trained values", parameters => ParameterCount(schema, library.Catalog, parameters))],
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
            is InvalidParametersException or DatasetUnavailableException or InvalidDataException or StateMismatchException or IOException or DeviceMemoryException)
        {
            throw new TrialException(error.Message, error);
        }
    }

    private void Run(ITrial trial, CancellationToken stop)
    {
        ClassifierParameters parameters = ClassifierParameters.Read(_schema, trial.Parameters);
        Dataset dataset = parameters.Dataset.Load(_library, trial.Log, stop);
        ulong seed = parameters.Seed ?? trial.Seed;
        DataSelection data = parameters.DataOf(dataset, seed);
        ModelSpec network = parameters.ModelFor(dataset, data);
        while (true)
        {
            try
            {
                Run(trial, parameters, dataset, data, network, seed, stop);
                return;
            }
            catch (DeviceMemoryException error) when (parameters.Smaller(network, data) is { } smaller)
            {
                // All over again from where the attempt began: what it has reported until now it reports anew.
                trial.Log($"{error.Message} Trying again with batches of {smaller.Training.MaxBatch} images in place of {parameters.Training.MaxBatch}.");
                parameters = smaller;
            }
        }
    }

    private static void Run(ITrial trial, ClassifierParameters parameters, Dataset dataset, DataSelection data, ModelSpec network, ulong seed, CancellationToken stop)
    {
        var random = new TorchRandom(seed);
        using IModel model = trial.Backend.Build(network, parameters.Training with { MaskSeed = seed }, random);
        using var run = new ClassifierRun(model, dataset, data, parameters, random, seed);
        var steps = new TrialSteps(parameters, run);
        trial.Plan(steps.Of(parameters.Epochs), steps.Unit);
        if (trial.Checkpoint is { } checkpoint)
        {
            run.Restore(ClassifierCheckpoint.Restore(checkpoint, model));
            trial.Log($"going on after epoch {run.Epochs}" + (run.IsInEpoch ? " and part of the next" : ""));
        }

        long began = Stopwatch.GetTimestamp();
        while (run.Epochs < parameters.Epochs)
        {
            Epoch(trial, run, model, parameters, steps, stop);
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (run.Images > 0)
        {
            trial.Log(string.Create(CultureInfo.InvariantCulture, $"{run.Images:N0} images in {seconds:0.0} s with all evaluations, {run.Images / seconds:N0} images/s"));
        }

        if (run.Kept is { } kept)
        {
            model.LoadState(kept.State);
        }

        foreach (Artifact artifact in ClassifierArtifacts.Of(model, run, dataset.Name, parameters, stop))
        {
            trial.Add(artifact);
        }
    }

    private static double? ParameterCount(ObjectSchema schema, DatasetCatalog catalog, JsonElement given)
    {
        try
        {
            ClassifierParameters parameters = ClassifierParameters.Read(schema, given);
            return parameters.Dataset.ShapeIn(catalog) is { } image ? parameters.ModelFor(image).ParameterCount() : null;
        }
        catch (Exception error) when (error is InvalidParametersException or InvalidModelException)
        {
            return null; // the trial says what is wrong, and where
        }
    }

    private static void Epoch(ITrial trial, ClassifierRun run, IModel model, ClassifierParameters parameters, TrialSteps steps, CancellationToken stop)
    {
        if (!run.IsInEpoch && trial.AdjustmentsAt(steps.Next).TryGetValue(LearningRate, out JsonElement rate))
        {
            run.Rate = rate.GetDouble();
        }

        Dictionary<string, double> metrics;
        try
        {
            Train(trial, run, model, parameters, steps, stop);
            metrics = run.EndEpoch(stop);
        }
        catch (OperationCanceledException)
        {
            // Asked to leave, it saves where it stands, so that a pause costs no work.
            trial.Save(ClassifierCheckpoint.Take(steps.Done, run.Position(), model));
            throw;
        }

        if (run.Epochs == 1)
        {
            ClassifierMetrics.AddSize(metrics, model);
        }

        trial.Report(steps.Done, metrics);
        if (trial.IsCheckpointDue(stepEnded: true) || run.Epochs == parameters.Epochs)
        {
            trial.Save(ClassifierCheckpoint.Take(steps.Done, run.Position(), model));
        }
    }

    /// <summary>The steps of an epoch, or what is left of them.</summary>
    private static void Train(ITrial trial, ClassifierRun run, IModel model, ClassifierParameters parameters, TrialSteps steps, CancellationToken stop)
    {
        var progress = new ProgressMeter(trial);
        run.BeginEpoch();
        while (run.HasSteps)
        {
            StepMetrics? step = run.TrainStep(progress, stop);
            if (parameters.PerIteration)
            {
                trial.Report(run.Steps, ClassifierMetrics.OfStep(step!.Value));
            }

            if (run.HasSteps && trial.IsCheckpointDue(stepEnded: false))
            {
                trial.Save(ClassifierCheckpoint.Take(steps.Done, run.Position(), model));
            }
        }
    }
}
