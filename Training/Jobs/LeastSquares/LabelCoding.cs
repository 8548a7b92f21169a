namespace ActorTraining.Training.Jobs.LeastSquares;

/// <summary>How a label becomes what is fitted, and an output becomes an answer.</summary>
/// <param name="classes">The number of classes.</param>
/// <param name="oneHot">One output for each class, the largest of which answers; else the label as a number, and the nearest label answers.</param>
internal sealed class LabelCoding(int classes, bool oneHot)
{
    /// <summary>The number of outputs.</summary>
    public int Outputs => oneHot ? classes : 1;

    /// <summary>Writes what is fitted for a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="target">Receives <c>[outputs]</c>.</param>
    public void Encode(int label, Span<float> target)
    {
        target.Clear();
        if (oneHot)
            target[label] = 1;
        else
            target[0] = label;
    }

    /// <summary>The class that an output means.</summary>
    public int Decode(ReadOnlySpan<double> output)
    {
        if (!oneHot)
            return (int)Math.Clamp(Math.Round(output[0]), 0, classes - 1);
        int best = 0;
        for (int j = 1; j < output.Length; j++)
            best = output[j] > output[best] ? j : best;
        return best;
    }
}
