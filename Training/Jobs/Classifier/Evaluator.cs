using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs.Classifier.Steps;
using ActorTraining.Training.Models;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>Judges a model on images, batch by batch, in memory that is taken once.</summary>
/// <param name="model">The model.</param>
/// <param name="scaling">How pixels become numbers.</param>
/// <param name="shape">The shape of the images.</param>
/// <param name="kept">What the model's device keeps; null where it has no memory of its own.</param>
internal sealed class Evaluator(IModel model, PixelScaling scaling, ImageShape shape, KeptImages? kept = null)
{
    /// <summary>The images of one pass, where they are small: their numbers stay in the cache of a core.</summary>
    private const int MostImages = 256;

    private const int MostValues = 1 << 23;

    private readonly float[] _images = new float[BatchOf(shape) * shape.Size];
    private readonly int[] _labels = new int[BatchOf(shape)];

    /// <summary>Loss and accuracy.</summary>
    /// <param name="set">The images.</param>
    /// <param name="stop">Ends the evaluation.</param>
    public Evaluation Evaluate(ImageSet set, CancellationToken stop)
    {
        if (kept?.Of(set) is { } samples)
        {
            stop.ThrowIfCancellationRequested();
            return kept.Model.Evaluate(samples);
        }

        double loss = 0, correct = 0;
        for (int first = 0; first < set.Count; first += _labels.Length)
        {
            stop.ThrowIfCancellationRequested();
            int rows = Read(set, first, out Span<float> images, out Span<int> labels);
            Evaluation part = model.Evaluate(images, labels);
            loss += part.Loss * rows;
            correct += Math.Round(part.Accuracy * rows);
        }

        return new Evaluation(loss / set.Count, correct / set.Count);
    }

    /// <summary>What each class is taken for.</summary>
    public ConfusionMatrix Confusion(ImageSet set, IReadOnlyList<string> classes, CancellationToken stop)
    {
        var matrix = new ConfusionMatrix(classes);
        float[] outputs = new float[_labels.Length * classes.Count];
        for (int first = 0; first < set.Count; first += _labels.Length)
        {
            stop.ThrowIfCancellationRequested();
            int rows = Read(set, first, out Span<float> images, out Span<int> labels);
            Span<float> predicted = outputs.AsSpan(0, rows * classes.Count);
            model.Predict(images, predicted);
            matrix.Add(labels, predicted);
        }

        return matrix;
    }

    private static int BatchOf(ImageShape shape) => Math.Clamp(MostValues / shape.Size, 1, MostImages);

    private int Read(ImageSet set, int first, out Span<float> images, out Span<int> labels)
    {
        int rows = Math.Min(_labels.Length, set.Count - first);
        images = _images.AsSpan(0, rows * shape.Size);
        labels = _labels.AsSpan(0, rows);
        set.ReadBatch(first, scaling, images, labels);
        return rows;
    }
}
