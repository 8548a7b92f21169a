namespace ActorTraining.Experiments.Search.Numerics;

/// <summary>The lower triangle L with L Lᵀ equal to a symmetric positive definite matrix.</summary>
internal sealed class Cholesky
{
    // Row i has i + 1 entries.
    private readonly List<double[]> _rows = [];

    private Cholesky()
    {
    }

    /// <summary>The size of the matrix.</summary>
    public int Size => _rows.Count;

    /// <summary>The logarithm of the determinant of the matrix.</summary>
    public double LogDeterminant => 2 * _rows.Sum(row => Math.Log(row[^1]));

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">Rows, of which the entries up to the diagonal are read.</param>
    /// <returns>Null where the matrix is not positive definite in floating point.</returns>
    public static Cholesky? Of(IReadOnlyList<double[]> matrix)
    {
        var result = new Cholesky();
        return matrix.All(result.TryAppend) ? result : null;
    }

    /// <summary>Appends a row, so that the matrix grows by one.</summary>
    /// <param name="row">The new row of the matrix, the diagonal last; longer ones are read to there.</param>
    /// <returns>False, with nothing changed, where the larger matrix is not positive definite.</returns>
    public bool TryAppend(double[] row)
    {
        var size = Size;
        var added = new double[size + 1];
        for (var j = 0; j < size; j++)
            added[j] = (row[j] - Dot(added, _rows[j], j)) / _rows[j][j];
        var square = row[size] - Dot(added, added, size);
        // Not "square <= 0", so that a NaN ends here too.
        if (!(square > 1e-14 * row[size]) || double.IsInfinity(square))
            return false;
        added[size] = Math.Sqrt(square);
        _rows.Add(added);
        return true;
    }

    /// <summary>The x with L x = b.</summary>
    /// <param name="b">[size].</param>
    public double[] Forward(ReadOnlySpan<double> b)
    {
        var x = new double[Size];
        for (var i = 0; i < x.Length; i++)
            x[i] = (b[i] - Dot(_rows[i], x, i)) / _rows[i][i];
        return x;
    }

    /// <summary>The x with Lᵀ x = b.</summary>
    /// <param name="b">[size].</param>
    public double[] Backward(ReadOnlySpan<double> b)
    {
        var x = b.ToArray();
        for (var i = x.Length - 1; i >= 0; i--)
        {
            x[i] /= _rows[i][i];
            for (var j = 0; j < i; j++)
                x[j] -= _rows[i][j] * x[i];
        }
        return x;
    }

    /// <summary>The x with A x = b, for the matrix A.</summary>
    /// <param name="b">[size].</param>
    public double[] Solve(ReadOnlySpan<double> b) => Backward(Forward(b));

    /// <summary>The inverse of the matrix: [size][size].</summary>
    public double[][] Inverse()
    {
        var size = Size;
        // Columns of L⁻¹, each beginning at its diagonal.
        var columns = new double[size][];
        for (var j = 0; j < size; j++)
        {
            var unit = new double[size];
            unit[j] = 1;
            for (var i = j; i < size; i++)
                unit[i] = ((i == j ? 1 : 0) - Dot(_rows[i].AsSpan(j, i - j), unit.AsSpan(j, i - j))) / _rows[i][i];
            columns[j] = unit;
        }
        var inverse = new double[size][];
        for (var i = 0; i < size; i++)
        {
            inverse[i] = new double[size];
            for (var j = 0; j <= i; j++)
                inverse[i][j] = inverse[j][i] = Dot(columns[i].AsSpan(i), columns[j].AsSpan(i));
        }
        return inverse;
    }

    private static double Dot(double[] a, double[] b, int count) => Dot(a.AsSpan(0, count), b.AsSpan(0, count));

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => VectorMath.Dot(a, b);
}
