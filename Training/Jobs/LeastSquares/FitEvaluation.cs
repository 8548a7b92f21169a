using ActorTraining.Training.Data;

namespace ActorTraining.Training.Jobs.LeastSquares;

/// <summary>How well a linear map answers on images.</summary>
internal sealed class FitEvaluation
{
    private readonly long[,] _counts;
    private readonly int _classes;
    private long _right, _all;

    private FitEvaluation(int classes) => (_counts, _classes) = (new long[classes, classes], classes);

    /// <summary>The fraction of answers that are right.</summary>
    public double Accuracy => (double)_right / _all;

    /// <summary>The coefficient of determination R² = 1 - Σ (t - y)² / Σ (t - mean t)², averaged over the outputs.</summary>
    public double Determination { get; private set; }

    /// <summary>How often a class got an answer.</summary>
    public long Count(int label, int answer) => _counts[label, answer];

    /// <summary>The fraction of a class that is told right; NaN for a class without images.</summary>
    public double AccuracyOf(int label) => (double)_counts[label, label] / Enumerable.Range(0, _classes).Sum(answer => _counts[label, answer]);

    /// <summary>Evaluates a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="coding">What its outputs mean.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="set">The images.</param>
    /// <param name="stop">Ends it early.</param>
    public static FitEvaluation Of(LinearMap map, LabelCoding coding, int classes, ImageSet set, CancellationToken stop)
    {
        var evaluation = new FitEvaluation(classes);
        float[] image = new float[set.Shape.Size], target = new float[coding.Outputs];
        int[] label = new int[1];
        double[] output = new double[coding.Outputs], residual = new double[coding.Outputs], sum = new double[coding.Outputs], squares = new double[coding.Outputs];
        for (int i = 0; i < set.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            set.ReadBatch(i, PixelScaling.Unit, image, label);
            map.Apply(image, output);
            coding.Encode(label[0], target);
            for (int j = 0; j < output.Length; j++)
            {
                residual[j] += (target[j] - output[j]) * (target[j] - output[j]);
                sum[j] += target[j];
                squares[j] += target[j] * target[j];
            }

            evaluation.Add(label[0], coding.Decode(output));
        }

        evaluation.Determination = Enumerable.Range(0, output.Length).Average(j => 1 - residual[j] / (squares[j] - sum[j] * sum[j] / set.Count));
        return evaluation;
    }

    private void Add(int label, int answer)
    {
        _counts[label, answer]++;
        _right += answer == label ? 1 : 0;
        _all++;
    }
}
