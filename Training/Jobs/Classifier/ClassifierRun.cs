using ActorTraining.Training.Data;
using ActorTraining.Training.Models;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>One network in training on one data set: an epoch at a time. All memory is taken at the start.</summary>
internal sealed class ClassifierRun
{
    /// <summary>The images of one pass of an evaluation: their numbers stay in the cache of a core.</summary>
    private const int EvaluationBatch = 256;

    private readonly IModel _model;
    private readonly Dataset _dataset;
    private readonly ClassifierParameters _parameters;
    private readonly TorchRandom _random;
    private readonly int[] _order;
    private readonly float[] _images;
    private readonly int[] _labels;
    private byte[] _epochRandom = [];
    private int _done;

    /// <summary>Prepares training.</summary>
    /// <param name="model">Belongs to the run as long as it lasts.</param>
    /// <param name="dataset">Is only read.</param>
    /// <param name="parameters">Those of the trial.</param>
    /// <param name="random">Decides about the order of the images.</param>
    public ClassifierRun(IModel model, Dataset dataset, ClassifierParameters parameters, TorchRandom random)
    {
        _model = model;
        _dataset = dataset;
        _parameters = parameters;
        _random = random;
        _order = [.. Enumerable.Range(0, dataset.Train.Count)];
        int rows = Math.Max(Math.Min(parameters.Training.MaxBatch, dataset.Train.Count), EvaluationBatch);
        _images = new float[rows * dataset.Train.Shape.Size];
        _labels = new int[rows];
    }

    /// <summary>Begins an epoch: draws its order.</summary>
    /// <param name="done">The images of it that an earlier attempt has trained on; a multiple of the batch.</param>
    public void BeginEpoch(int done)
    {
        _epochRandom = _random.Save();
        if (_parameters.Shuffle)
        {
            _random.Permutation(_order);
        }

        _done = done;
    }

    /// <summary>Takes a step on the next batch of the epoch.</summary>
    /// <param name="epoch">The number of the epoch, from 1; for messages and progress.</param>
    /// <param name="progress">Is told after the step.</param>
    /// <param name="stop">Prevents the step.</param>
    /// <returns>Whether the epoch goes on behind it.</returns>
    /// <exception cref="TrialException">The loss became NaN or infinite.</exception>
    public bool TrainStep(int epoch, ProgressMeter progress, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        int batch = _parameters.Training.MaxBatch, size = _dataset.Train.Shape.Size;
        ReadOnlySpan<int> chosen = _order.AsSpan(_done, Math.Min(batch, _order.Length - _done));
        Span<float> images = _images.AsSpan(0, chosen.Length * size);
        Span<int> labels = _labels.AsSpan(0, chosen.Length);
        _dataset.Train.ReadBatch(chosen, _parameters.Scaling, images, labels);
        CheckLoss(_model.TrainStep(images, labels).Loss, epoch, (_done / batch) + 1);
        _done += chosen.Length;
        progress.Tell(epoch - 1 + ((double)_done / _order.Length));
        return _done < _order.Length;
    }

    /// <summary>The state between two steps.</summary>
    /// <param name="epochs">The epochs that are complete.</param>
    public Checkpoint Checkpoint(int epochs) => _done < _order.Length
        ? ClassifierCheckpoint.Take(epochs, _done, _model, _epochRandom)
        : ClassifierCheckpoint.Take(epochs, 0, _model, _random.Save());

    /// <summary>Loss and accuracy on all training and test images.</summary>
    /// <param name="epoch">The number of the epoch, from 1; for messages.</param>
    /// <param name="stop">Ends the evaluation.</param>
    /// <exception cref="TrialException">The loss became NaN or infinite with the last step of the epoch.</exception>
    public IReadOnlyDictionary<string, double> Evaluate(int epoch, CancellationToken stop)
    {
        Evaluation train = Evaluate(_dataset.Train, stop), test = Evaluate(_dataset.Test, stop);
        int lastStep = (_order.Length + _parameters.Training.MaxBatch - 1) / _parameters.Training.MaxBatch;
        CheckLoss(train.Loss, epoch, lastStep);
        CheckLoss(test.Loss, epoch, lastStep);
        return new Dictionary<string, double>
        {
            [ClassifierJob.TrainLoss] = train.Loss,
            [ClassifierJob.TrainAccuracy] = train.Accuracy,
            [ClassifierJob.TestLoss] = test.Loss,
            [ClassifierJob.TestAccuracy] = test.Accuracy,
        };
    }

    private Evaluation Evaluate(ImageSet set, CancellationToken stop)
    {
        double loss = 0, correct = 0;
        for (int first = 0; first < set.Count; first += EvaluationBatch)
        {
            stop.ThrowIfCancellationRequested();
            int rows = Math.Min(EvaluationBatch, set.Count - first);
            Span<float> images = _images.AsSpan(0, rows * set.Shape.Size);
            Span<int> labels = _labels.AsSpan(0, rows);
            set.ReadBatch(first, _parameters.Scaling, images, labels);
            Evaluation part = _model.Evaluate(images, labels);
            loss += part.Loss * rows;
            correct += Math.Round(part.Accuracy * rows);
        }

        return new Evaluation(loss / set.Count, correct / set.Count);
    }

    private static void CheckLoss(double loss, int epoch, int step)
    {
        if (!double.IsFinite(loss))
        {
            throw new TrialException($"loss became {(double.IsNaN(loss) ? "NaN" : "infinite")} at epoch {epoch}, step {step}; try a smaller learning rate");
        }
    }
}
