using ActorTraining.Training.Kernels;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Kernels;

public unsafe class MatrixProductTests
{
    /// <summary>Rows, columns and depth: single elements, every tile height and width, remainders on all sides, more than one block of k.</summary>
    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int> { { 1, 1, 1 }, { 32, 128, 784 }, { 784, 128, 32 }, { 3, 5, 0 }, { 128, 10, 128 }, { 31, 43, 129 } };
            for (int i = 1; i <= 13; i++)
                shapes.Add(i, 16 * i - 7, 11 * i);
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_product_is_right(int m, int n, int k)
    {
        foreach (InstructionSet set in KernelSet.Supported)
        {
            var problem = new Problem(m, n, k);
            // Rounding errors of k additions grow like the root of k.
            Numbers.AssertClose(problem.Expected(), problem.Solve(set, transposed: false), 1e-5f, 1e-6f * MathF.Sqrt(k));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_instruction_set_gives_the_bits_of_the_scalar_twin(int m, int n, int k)
    {
        foreach (bool transposed in new[] { false, true })
        {
            foreach (Descent? descent in new Descent?[] { null, new Descent(0.1f, 0.01f) })
            {
                float[] scalar = new Problem(m, n, k).Solve(InstructionSet.Scalar, transposed, descent);
                foreach (InstructionSet set in KernelSet.Supported)
                    Assert.Equal(scalar, new Problem(m, n, k).Solve(set, transposed, descent));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Reading_A_by_columns_is_the_same_as_transposing_it(int m, int n, int k)
    {
        var problem = new Problem(m, n, k);
        float[] rows = problem.Solve(KernelSet.Best.InstructionSet, transposed: false);
        Assert.Equal(rows, problem.Solve(KernelSet.Best.InstructionSet, transposed: true));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_step_down_the_gradient_is_fused_into_the_store(int m, int n, int k)
    {
        var descent = new Descent(0.1f, 0.01f);
        var problem = new Problem(m, n, k) { Bias = null };
        float[] weights = Numbers.Dense(problem.C), gradient = problem.Expected();
        float[] expected = [.. weights.Zip(gradient, (w, g) => w - descent.Rate * (g + descent.Decay * w))];

        foreach (InstructionSet set in KernelSet.Supported)
            Numbers.AssertClose(expected, new Problem(m, n, k) { Bias = null }.Solve(set, true, descent), 1e-5f, 1e-6f);
    }

    [Fact]
    public void A_row_does_not_depend_on_the_rows_beside_it()
    {
        float[] all = new Problem(32, 128, 784).Solve(KernelSet.Best.InstructionSet, false);
        float[] some = new Problem(7, 128, 784).Solve(KernelSet.Best.InstructionSet, false);
        Assert.Equal(all[..some.Length], some);
    }

    private sealed class Problem(int m, int n, int k)
    {
        public PaddedMatrix A { get; } = Numbers.Matrix(m, k, 1);

        public PaddedMatrix B { get; } = Numbers.Matrix(k, n, 2);

        public PaddedMatrix C { get; } = Numbers.Matrix(m, n, 3);

        public PaddedMatrix? Bias { get; init; } = Numbers.Matrix(1, n, 4);

        public float[] Expected()
        {
            float[] expected = new float[m * n];
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double sum = Bias is null ? 0 : Bias.Row(0)[j];
                    for (int l = 0; l < k; l++)
                        sum += (double)A.Row(i)[l] * B.Row(l)[j];
                    expected[i * n + j] = (float)sum;
                }
            }

            return expected;
        }

        public float[] Solve(InstructionSet set, bool transposed, Descent? descent = null)
        {
            var columns = new PaddedMatrix(k, m);
            for (int i = 0; i < m; i++)
            {
                for (int l = 0; l < k; l++)
                    columns.Row(l)[i] = A.Row(i)[l];
            }

            KernelSet.For(set).Product(new MatrixTask
            {
                M = m,
                N = n,
                K = k,
                A = transposed ? columns.Pointer : A.Pointer,
                RowStrideA = transposed ? 1 : A.Stride,
                ColumnStrideA = transposed ? columns.Stride : 1,
                B = B.Pointer,
                StrideB = B.Stride,
                C = C.Pointer,
                StrideC = C.Stride,
                Bias = Bias is null ? null : Bias.Pointer,
                Descent = descent,
            });
            return Numbers.Dense(C);
        }
    }
}
