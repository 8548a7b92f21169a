using MathNet.Numerics.LinearAlgebra;

namespace ActorTraining.Training.Jobs.LeastSquares;

/// <summary>Collects rows and finds the linear map that fits them best: the W and c that make Σ |x W + c - t|² least.</summary>
/// <remarks>
/// With x and t centred on their means, the normal equations are (Σ xᵀx) W = Σ xᵀt. Pixels that are the same in every image make the matrix singular, and of all solutions the one
/// with the least |W| is taken, as scikit-learn's <c>LinearRegression</c> does.
/// Sums of products of bytes divided by 255 keep about 15 digits, so that forming the matrix costs no accuracy that classification could notice.
/// </remarks>
internal sealed class LinearFit
{
    private readonly double[] _gram;
    private readonly double[] _moments;
    private readonly double[] _inputSums;
    private readonly double[] _targetSums;
    private readonly int[] _places;
    private readonly int _inputs, _targets;
    private long _rows;

    /// <summary>Begins a fit.</summary>
    /// <param name="inputs">The length of x.</param>
    /// <param name="targets">The length of t.</param>
    public LinearFit(int inputs, int targets)
    {
        (_inputs, _targets) = (inputs, targets);
        _gram = new double[inputs * inputs];
        _moments = new double[inputs * targets];
        _inputSums = new double[inputs];
        _targetSums = new double[targets];
        _places = new int[inputs];
    }

    /// <summary>Adds a row. Time goes with the square of the number of values that are not zero: a fifth of MNIST's are.</summary>
    /// <param name="x"><c>[inputs]</c>.</param>
    /// <param name="t"><c>[targets]</c>.</param>
    public void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> t)
    {
        int count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] != 0)
                _places[count++] = i;
        }

        ReadOnlySpan<int> places = _places.AsSpan(0, count);
        for (int a = 0; a < places.Length; a++)
        {
            int i = places[a];
            double value = x[i];
            _inputSums[i] += value;
            Span<double> row = _gram.AsSpan(i * _inputs, _inputs);
            foreach (int k in places[..(a + 1)])
                row[k] += value * x[k];
            for (int j = 0; j < _targets; j++)
                _moments[i * _targets + j] += value * t[j];
        }

        for (int j = 0; j < _targets; j++)
            _targetSums[j] += t[j];
        _rows++;
    }

    /// <summary>The best map of the rows so far.</summary>
    /// <param name="intercept">Whether there is a c; without, it is 0.</param>
    /// <exception cref="InvalidOperationException">There is no row.</exception>
    public LinearMap Solve(bool intercept)
    {
        if (_rows == 0)
            throw new InvalidOperationException("a fit needs rows");
        double share = intercept ? 1.0 / _rows : 0;
        Matrix<double> gram = Matrix<double>.Build.Dense(_inputs, _inputs, (i, k) =>
            _gram[Math.Max(i, k) * _inputs + Math.Min(i, k)] - share * _inputSums[i] * _inputSums[k]);
        Matrix<double> moments = Matrix<double>.Build.Dense(_inputs, _targets, (i, j) => _moments[i * _targets + j] - share * _inputSums[i] * _targetSums[j]);
        Matrix<double> weights = PivotedCholesky.Solve(gram, moments);
        double[] constants = [.. Enumerable.Range(0, _targets).Select(j => share * (_targetSums[j] - Enumerable.Range(0, _inputs).Sum(i => _inputSums[i] * weights[i, j])))];
        return new LinearMap(weights.ToRowMajorArray(), constants);
    }
}
