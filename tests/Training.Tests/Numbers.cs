using ActorTraining.Training.Models;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests;

/// <summary>Seeded numbers for tests, and comparisons of arrays.</summary>
internal static class Numbers
{
    public static float[] Draw(int count, int seed, float low = -1, float high = 1)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => low + (high - low) * random.NextSingle())];
    }

    public static Tensor<T> Tensor<T>(Shape shape, int seed, double low = -1, double high = 1) where T : unmanaged, System.Numerics.INumber<T>
    {
        var random = new System.Random(seed);
        var tensor = new Tensor<T>(shape);
        foreach (ref T value in tensor.Span)
            value = T.CreateChecked(low + (high - low) * random.NextDouble());
        return tensor;
    }

    public static int[] Labels(int count, int classes, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
    }

    public static PaddedMatrix Matrix(int rows, int columns, int seed)
    {
        var matrix = new PaddedMatrix(rows, columns);
        matrix.CopyFrom(Draw(rows * columns, seed));
        return matrix;
    }

    public static float[] Dense(PaddedMatrix matrix)
    {
        float[] dense = new float[matrix.Rows * matrix.Columns];
        matrix.CopyTo(dense);
        return dense;
    }

    /// <summary>As NumPy's allclose: |actual - expected| ≤ absolute + relative |expected| for every element.</summary>
    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float relative = 1e-5f, float absolute = 1e-6f)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= absolute + relative * Math.Abs(expected[i])))
                Assert.Fail($"element {i}: expected {expected[i]:G9}, found {actual[i]:G9}");
        }
    }

    /// <summary>A random source for initial weights whose numbers tests can foresee.</summary>
    public static IRandomSource Source(int seed) => new SystemRandomSource(seed);

    private sealed class SystemRandomSource(int seed) : IRandomSource
    {
        private readonly System.Random _random = new(seed);

        public void Normal(Span<float> target)
        {
            foreach (ref float value in target)
                value = (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
        }

        public void Uniform(Span<float> target)
        {
            foreach (ref float value in target)
                value = _random.NextSingle();
        }
    }
}
