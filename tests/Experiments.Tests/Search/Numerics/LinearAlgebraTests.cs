using ActorTraining.Experiments.Search.Numerics;

namespace ActorTraining.Experiments.Tests.Search.Numerics;

public class LinearAlgebraTests
{
    // The textbook's: L is [2], [6, 1], [-8, 5, 3].
    private static readonly double[][] Textbook = [[4, 12, -16], [12, 37, -43], [-16, -43, 98]];

    [Fact]
    public void Cholesky_solves_inverts_and_knows_the_determinant()
    {
        var cholesky = Cholesky.Of(Textbook)!;

        Assert.Equal(Math.Log(36), cholesky.LogDeterminant, 12);
        Assert.Equal([0.5, -2, 6.0], cholesky.Forward([1, 1, 4]));
        Near([1, 2, 3], cholesky.Solve([4 + 24 - 48, 12 + 74 - 129, -16 - 86 + 294]));
        Near([49.361111, -13.555556, 2.111111], cholesky.Inverse()[0], 6);
    }

    [Fact]
    public void Rows_that_are_appended_one_by_one_make_the_same_triangle_and_a_dependent_one_is_refused()
    {
        var cholesky = Cholesky.Of([[4]])!;

        Assert.True(cholesky.TryAppend([12, 37]));
        Assert.False(cholesky.TryAppend([12, 37, 37]));
        Assert.True(cholesky.TryAppend([-16, -43, 98]));
        Assert.Equal(Math.Log(36), cholesky.LogDeterminant, 12);
        Assert.Null(Cholesky.Of([[1], [2, 1]]));
        Assert.Null(Cholesky.Of([[double.NaN]]));
    }

    [Fact]
    public void Eigenvectors_and_values_make_the_matrix_again()
    {
        var random = new Random(2);
        var matrix = new double[7, 7];
        for (var i = 0; i < 7; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i, j] = matrix[j, i] = random.NextDouble() - 0.5;
        }

        var eigen = new SymmetricEigen(matrix);

        for (var i = 0; i < 7; i++)
        {
            for (var j = 0; j < 7; j++)
            {
                Assert.Equal(matrix[i, j], Enumerable.Range(0, 7).Sum(k => eigen.Vectors[i, k] * eigen.Values[k] * eigen.Vectors[j, k]), 12);
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, 7).Sum(k => eigen.Vectors[k, i] * eigen.Vectors[k, j]), 12);
            }
        }
        Assert.Equal([1, 3], new SymmetricEigen(new double[,] { { 2, 1 }, { 1, 2 } }).Values.Order().Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void The_minimiser_follows_a_curved_valley_and_stops_at_the_bounds()
    {
        static (double, double[]) Rosenbrock(double[] x) => (
            100 * Math.Pow(x[1] - x[0] * x[0], 2) + Math.Pow(1 - x[0], 2),
            [-400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])]);

        Near([1, 1], new BoxMinimiser(Rosenbrock, [-2, -2], [2, 2]).From([-1.2, 1], 200).Point, 3);
        // Within x up to 0.5 the least is on that bound, where y is its square.
        Near([0.5, 0.25], new BoxMinimiser(Rosenbrock, [-2, -2], [0.5, 2]).From([-1.2, 1], 200).Point, 3);
    }

    private static void Near(double[] expected, double[] actual, int digits = 9) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, digits));
}
