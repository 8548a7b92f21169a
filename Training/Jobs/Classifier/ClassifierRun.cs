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

    /// <summary>Takes a step for every batch of the training images.</summary>
    /// <param name="epoch">The number of the epoch, from 1; for messages and progress.</param>
    /// <param name="progress">Is told after every step.</param>
    /// <param name="stop">Ends the epoch after the current step.</param>
    /// <exception cref="TrialException">The loss became NaN or infinite.</exception>
    public void TrainEpoch(int epoch, ProgressMeter progress, CancellationToken stop)
    {
        if (_parameters.Shuffle)
        {
            _random.Permutation(_order);
        }

        int batch = _parameters.Training.MaxBatch, size = _dataset.Train.Shape.Size;
        for (int first = 0, step = 1; first < _order.Length; first += batch, step++)
        {
            stop.ThrowIfCancellationRequested();
            ReadOnlySpan<int> chosen = _order.AsSpan(first, Math.Min(batch, _order.Length - first));
            Span<float> images = _images.AsSpan(0, chosen.Length * size);
            Span<int> labels = _labels.AsSpan(0, chosen.Length);
            _dataset.Train.ReadBatch(chosen, _parameters.Scaling, images, labels);
            CheckLoss(_model.TrainStep(images, labels).Loss, epoch, step);
            progress.Tell(epoch - 1 + ((double)(first + chosen.Length) / _order.Length));
        }
    }

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
