using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs.Classifier.Steps;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>One network in training on one data set: an epoch at a time. All memory is taken at the start.</summary>
internal sealed class ClassifierRun : IDisposable
{
    private readonly IModel _model;
    private readonly Dataset _dataset;
    private readonly DataSelection _data;
    private readonly ClassifierParameters _parameters;
    private readonly TorchRandom _random;
    private readonly Evaluator _evaluator;
    private readonly ITrainingSteps _steps;
    private readonly int[] _order;
    private byte[] _epochRandom = [];
    private bool _begun;
    private int _epochs, _done, _judged;
    private double _rate, _loss;
    private long _correct;
    private readonly KeptImages? _kept;
    private KeptEpoch? _best;

    /// <summary>Prepares training.</summary>
    /// <param name="model">Belongs to the run as long as it lasts.</param>
    /// <param name="dataset">Is only read.</param>
    /// <param name="data">Which of its images are used for what.</param>
    /// <param name="parameters">Those of the trial.</param>
    /// <param name="random">Decides about the order of the images.</param>
    /// <param name="seed">Decides how images are varied.</param>
    public ClassifierRun(IModel model, Dataset dataset, DataSelection data, ClassifierParameters parameters, TorchRandom random, ulong seed)
    {
        (_model, _dataset, _data, _parameters, _random) = (model, dataset, data, parameters, random);
        var kept = model is IDeviceModel device ? new KeptImages(device, parameters.Scaling) : null;
        _evaluator = new Evaluator(model, parameters.Scaling, dataset.Train.Shape, kept);
        _rate = model.LearningRate;
        _order = [.. Enumerable.Range(0, data.Train.Count)];
        var augmentation = parameters.Augment is { } augment ? new Augmentation(augment, seed) : null;
        var batches = new BatchOptions(parameters.Training.MaxBatch, parameters.Scaling)
        {
            Augmentation = augmentation,
            // Pixels that only become numbers are made faster than a thread is told to make them; a device does not wait for either.
            Prefetch = augmentation is not null || kept is not null,
        };
        _steps = kept is null ? new LoadedSteps(model, data.Train, batches)
            : augmentation is null && kept.Of(data.Train) is { } samples ? new KeptSteps(kept.Model, samples, batches.Size)
            : new QueuedSteps(kept.Model, data.Train, batches);
        _kept = kept;
    }

    /// <summary>The steps of an epoch.</summary>
    public int StepsPerEpoch => (_order.Length + _parameters.Training.MaxBatch - 1) / _parameters.Training.MaxBatch;

    /// <summary>The epochs that are complete.</summary>
    public int Epochs => _epochs;

    /// <summary>Whether the run stands in the middle of an epoch.</summary>
    public bool IsInEpoch => _done > 0;

    /// <summary>Whether the epoch has steps to take.</summary>
    public bool HasSteps => _done < _order.Length;

    /// <summary>The steps that were taken in all.</summary>
    public long Steps => ((long)_epochs * StepsPerEpoch) + ((_done + _parameters.Training.MaxBatch - 1) / _parameters.Training.MaxBatch);

    /// <summary>The images that were trained on since the run began, repetitions included.</summary>
    public long Images { get; private set; }

    /// <summary>The best epoch so far; null where the last one is kept.</summary>
    public KeptEpoch? Kept => _best;

    /// <summary>The learning rate before the schedule.</summary>
    public double Rate
    {
        get => _rate;
        set => _rate = value;
    }

    /// <summary>Goes to where an earlier attempt stood; the model has its state already.</summary>
    public void Restore(TrainingPosition position)
    {
        _random.Restore(position.Random);
        (_epochs, _done, _rate, _loss, _correct, _best) =
            (position.Epochs, position.Done, position.Rate, position.Loss, position.Correct, position.Kept);
    }

    /// <summary>Begins an epoch, or goes on with one that an earlier attempt began: draws its order.</summary>
    public void BeginEpoch()
    {
        (_epochRandom, _begun) = (_random.Save(), true);
        if (_parameters.Shuffle)
        {
            _random.Permutation(_order);
        }

        if (_done == 0)
        {
            (_loss, _correct) = (0, 0);
        }

        _judged = _done;
        _steps.BeginEpoch(_epochs + 1, _order, _done);
    }

    /// <summary>Takes a step on the next batch of the epoch.</summary>
    /// <param name="progress">Is told after the step.</param>
    /// <param name="stop">Prevents the step.</param>
    /// <returns>What the step found; null where a device has not told yet, which it always has where every iteration is reported.</returns>
    /// <exception cref="TrialException">The loss became NaN or infinite.</exception>
    public StepMetrics? TrainStep(ProgressMeter progress, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        _model.LearningRate = ScheduledRate();
        int count = _steps.Take();
        _done += count;
        Images += count;
        StepMetrics? found = _parameters.PerIteration || _steps.IsFull || !HasSteps ? Judge() : null;
        double epochs = _epochs + ((double)_done / _order.Length);
        progress.Tell(_parameters.PerIteration ? epochs * StepsPerEpoch : epochs);
        return found;
    }

    /// <summary>Ends the epoch whose last step was taken: judges the model.</summary>
    /// <param name="stop">Prevents it.</param>
    /// <returns>The metrics of the epoch.</returns>
    /// <exception cref="TrialException">The loss became NaN or infinite with the last step.</exception>
    public Dictionary<string, double> EndEpoch(CancellationToken stop)
    {
        Evaluation train = _parameters.JudgesDuringTraining
            ? new Evaluation(_loss / _order.Length, (double)_correct / _order.Length)
            : _evaluator.Evaluate(_data.Train, stop);
        Evaluation? validation = _data.Validation is { } held ? _evaluator.Evaluate(held, stop) : null;
        Evaluation test = _evaluator.Evaluate(_dataset.Test, stop);
        foreach (Evaluation? evaluation in (ReadOnlySpan<Evaluation?>)[train, validation, test])
        {
            CheckLoss(evaluation?.Loss ?? 0, _epochs + 1, StepsPerEpoch);
        }

        (_epochs, _done, _begun) = (_epochs + 1, 0, false);
        if (_parameters.KeepsBest && validation is { } judged && (_best is null || judged.Accuracy > _best.ValidationAccuracy))
        {
            _best = new KeptEpoch(_epochs, judged.Accuracy, test.Accuracy, _model.GetState());
        }

        return ClassifierMetrics.OfEpoch(train, validation, test, _model, _parameters, _best);
    }

    /// <summary>The state between two steps.</summary>
    /// <exception cref="TrialException">The loss became NaN or infinite.</exception>
    public TrainingPosition Position()
    {
        if (!_begun)
            return new(_epochs, 0, _random.Save(), _rate, 0, 0, _best);
        Judge();
        return new(_epochs, _done, _epochRandom, _rate, _loss, _correct, _best);
    }

    /// <summary>How the model judges the test images, class by class.</summary>
    public ConfusionMatrix Confusion(CancellationToken stop) => _evaluator.Confusion(_dataset.Test, _dataset.Classes, stop);

    /// <summary>Ends the thread that makes batches, and gives back what a device keeps.</summary>
    public void Dispose()
    {
        _steps.Dispose();
        _kept?.Dispose();
    }

    /// <summary>Takes what the steps until now have found into account.</summary>
    /// <returns>The last of it; null where there was nothing new.</returns>
    private StepMetrics? Judge()
    {
        StepMetrics? last = null;
        while (_steps.TryCollect(out StepFinding finding))
        {
            CheckLoss(finding.Loss, _epochs + 1, (_judged / _parameters.Training.MaxBatch) + 1);
            _loss += finding.Loss * finding.Count;
            _correct += finding.Correct;
            _judged += finding.Count;
            last = new StepMetrics(finding.Loss, (double)finding.Correct / finding.Count);
        }

        return last;
    }

    private double ScheduledRate() => _parameters.Schedule.PerStep
        ? _parameters.Schedule.Rate(_rate, Steps, (long)_parameters.Epochs * StepsPerEpoch)
        : _parameters.Schedule.Rate(_rate, _epochs, _parameters.Epochs);

    private static void CheckLoss(double loss, int epoch, int step)
    {
        if (!double.IsFinite(loss))
        {
            throw new TrialException($"loss became {(double.IsNaN(loss) ? "NaN" : "infinite")} at epoch {epoch}, step {step}; try a smaller learning rate");
        }
    }
}
