namespace ActorTraining.Experiments.Search.Numerics;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi rotations.</summary>
/// <remarks>C. G. J. Jacobi (1846), cyclic by rows as in G. H. Golub, C. F. Van Loan: Matrix Computations, section 8.5.</remarks>
internal sealed class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">[size, size], symmetric and finite; not changed.</param>
    public SymmetricEigen(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var rest = (double[,])matrix.Clone();
        Vectors = new double[size, size];
        for (var i = 0; i < size; i++)
            Vectors[i, i] = 1;
        for (var sweep = 0; sweep < MostSweeps && OffDiagonal(rest) > 0; sweep++)
        {
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                    Rotate(rest, p, q);
            }
        }
        Values = [.. Enumerable.Range(0, size).Select(i => rest[i, i])];
    }

    /// <summary>The eigenvalues, in no order.</summary>
    public double[] Values { get; }

    /// <summary>[size, size]: column i is the eigenvector of length 1 of eigenvalue i.</summary>
    public double[,] Vectors { get; }

    // What no longer changes the diagonal counts as zero.
    private static double OffDiagonal(double[,] matrix)
    {
        var (off, size) = (0.0, matrix.GetLength(0));
        for (var p = 0; p < size; p++)
        {
            for (var q = p + 1; q < size; q++)
            {
                if (Math.Abs(matrix[p, q]) > 1e-16 * Math.Sqrt(Math.Abs(matrix[p, p] * matrix[q, q])))
                    off += Math.Abs(matrix[p, q]);
            }
        }
        return off;
    }

    private void Rotate(double[,] matrix, int p, int q)
    {
        if (matrix[p, q] == 0)
            return;
        var theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        var tangent = double.IsInfinity(theta * theta) ? 0.5 / theta : Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        var size = matrix.GetLength(0);
        for (var k = 0; k < size; k++)
            (matrix[k, p], matrix[k, q]) = (cosine * matrix[k, p] - sine * matrix[k, q], sine * matrix[k, p] + cosine * matrix[k, q]);
        for (var k = 0; k < size; k++)
            (matrix[p, k], matrix[q, k]) = (cosine * matrix[p, k] - sine * matrix[q, k], sine * matrix[p, k] + cosine * matrix[q, k]);
        for (var k = 0; k < size; k++)
            (Vectors[k, p], Vectors[k, q]) = (cosine * Vectors[k, p] - sine * Vectors[k, q], sine * Vectors[k, p] + cosine * Vectors[k, q]);
        (matrix[p, q], matrix[q, p]) = (0, 0);
    }
}
