namespace ActorTraining.Training.Jobs.LeastSquares;

/// <summary>y = x W + c.</summary>
/// <param name="weights">W, <c>[inputs, outputs]</c>.</param>
/// <param name="constants">c, <c>[outputs]</c>.</param>
internal sealed class LinearMap(double[] weights, double[] constants)
{
    /// <summary>W, <c>[inputs, outputs]</c>.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>c, <c>[outputs]</c>.</summary>
    public IReadOnlyList<double> Constants => constants;

    /// <summary>The output for a row.</summary>
    /// <param name="x"><c>[inputs]</c>.</param>
    /// <param name="y">Receives <c>[outputs]</c>.</param>
    public void Apply(ReadOnlySpan<float> x, Span<double> y)
    {
        constants.CopyTo(y);
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] == 0)
                continue;
            ReadOnlySpan<double> row = weights.AsSpan(i * y.Length, y.Length);
            for (int j = 0; j < y.Length; j++)
                y[j] += x[i] * row[j];
        }
    }
}
