using ActorTraining.Training.Data;
using ActorTraining.Training.Models;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>Judges a model on images, batch by batch, in memory that is taken once.</summary>
/// <param name="model">The model.</param>
/// <param name="scaling">How pixels become numbers.</param>
/// <param name="shape">The shape of the images.</param>
internal sealed class Evaluator(IModel model, PixelScaling scaling, ImageShape shape)
{
    /// <summary>The images of one pass: their numbers stay in the cache of a core.</summary>
    private const int Batch = 256;

    private readonly float[] _images = new float[Batch * shape.Size];
    private readonly int[] _labels = new int[Batch];

    /// <summary>Loss and accuracy.</summary>
    /// <param name="set">The images.</param>
    /// <param name="chosen">The indices of those that count; null for all.</param>
    /// <param name="stop">Ends the evaluation.</param>
    public Evaluation Evaluate(ImageSet set, int[]? chosen, CancellationToken stop)
    {
        int count = chosen?.Length ?? set.Count;
        double loss = 0, correct = 0;
        for (int first = 0; first < count; first += Batch)
        {
            stop.ThrowIfCancellationRequested();
            int rows = Math.Min(Batch, count - first);
            Span<float> images = _images.AsSpan(0, rows * shape.Size);
            Span<int> labels = _labels.AsSpan(0, rows);
            if (chosen is null)
            {
                set.ReadBatch(first, scaling, images, labels);
            }
            else
            {
                set.ReadBatch(chosen.AsSpan(first, rows), scaling, images, labels);
            }

            Evaluation part = model.Evaluate(images, labels);
            loss += part.Loss * rows;
            correct += Math.Round(part.Accuracy * rows);
        }

        return new Evaluation(loss / count, correct / count);
    }

    /// <summary>What each class is taken for.</summary>
    public ConfusionMatrix Confusion(ImageSet set, IReadOnlyList<string> classes, CancellationToken stop)
    {
        var matrix = new ConfusionMatrix(classes);
        float[] outputs = new float[Batch * classes.Count];
        for (int first = 0; first < set.Count; first += Batch)
        {
            stop.ThrowIfCancellationRequested();
            int rows = Math.Min(Batch, set.Count - first);
            Span<float> images = _images.AsSpan(0, rows * shape.Size), predicted = outputs.AsSpan(0, rows * classes.Count);
            Span<int> labels = _labels.AsSpan(0, rows);
            set.ReadBatch(first, scaling, images, labels);
            model.Predict(images, predicted);
            matrix.Add(labels, predicted);
        }

        return matrix;
    }
}
