using MathNet.Numerics.LinearAlgebra;

namespace ActorTraining.Training.Jobs.LeastSquares;

/// <summary>Solves G W = M for a symmetric G ≥ 0 that may be singular: of all W that fit, the one with the least norm.</summary>
/// <remarks>
/// A Cholesky factorisation that always takes the largest remaining diagonal element stops by itself where the rank of G ends: G = L Lᵀ with L <c>[n, rank]</c>. Then the pseudo-inverse is
/// L (LᵀL)⁻¹ (LᵀL)⁻¹ Lᵀ, with LᵀL regular. (N. Higham, "Accuracy and Stability of Numerical Algorithms", 10.3.) That is a tenth of the work of an eigenvalue decomposition.
/// </remarks>
internal static class PivotedCholesky
{
    // A diagonal that has shrunk to this share of the largest is rounding.
    private const double Cutoff = 1e-12;

    /// <summary>G⁺ M.</summary>
    /// <param name="gram">G, <c>[n, n]</c>.</param>
    /// <param name="moments">M, <c>[n, m]</c>.</param>
    /// <returns>W, <c>[n, m]</c>.</returns>
    public static Matrix<double> Solve(Matrix<double> gram, Matrix<double> moments)
    {
        Matrix<double>? factor = Factor(gram);
        if (factor is null)
            return Matrix<double>.Build.Dense(moments.RowCount, moments.ColumnCount);
        var inner = factor.TransposeThisAndMultiply(factor).Cholesky();
        return factor * inner.Solve(inner.Solve(factor.TransposeThisAndMultiply(moments)));
    }

    /// <summary>L, <c>[n, rank]</c>; null where G is zero. Its rows stand in the order of G's, not in that of the pivots.</summary>
    private static Matrix<double>? Factor(Matrix<double> gram)
    {
        int n = gram.RowCount;
        double[] rest = [.. gram.Diagonal()];
        double limit = Cutoff * rest.Max();
        // Row i of L in one piece, so that the sums below run along memory.
        double[][] rows = [.. Enumerable.Range(0, n).Select(_ => new double[n])];
        int rank = 0;
        for (; rank < n; rank++)
        {
            int pivot = Array.IndexOf(rest, rest.Max());
            if (!(rest[pivot] > limit))
                break;
            double root = Math.Sqrt(rest[pivot]);
            ReadOnlySpan<double> pivotRow = rows[pivot].AsSpan(0, rank);
            for (int i = 0; i < n; i++)
            {
                if (rest[i] < 0)
                    continue;
                double value = i == pivot ? root : (gram[i, pivot] - Dot(rows[i].AsSpan(0, rank), pivotRow)) / root;
                rows[i][rank] = value;
                rest[i] = i == pivot ? -1 : Math.Max(0, rest[i] - value * value);
            }
        }

        return rank == 0 ? null : Matrix<double>.Build.Dense(n, rank, (i, k) => rows[i][k]);
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
