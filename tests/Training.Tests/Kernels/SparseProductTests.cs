using System.Numerics;
using ActorTraining.Training.Kernels;
using ActorTraining.Training.Models.Plan;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Kernels;

/// <summary>Leaving out zeros must not change a bit of any product.</summary>
public unsafe class SparseProductTests
{
    /// <summary>Samples, inputs and outputs: single elements, every panel width, words that are not full, batches of more than one word.</summary>
    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int> { { 32, 784, 128 }, { 1, 1, 1 }, { 70, 200, 300 } };
            for (int i = 1; i <= 9; i++)
                shapes.Add(13 * i, 29 * i, 16 * i - 3);
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_product_has_the_bits_of_the_dense_one(int samples, int inputs, int outputs)
    {
        foreach (InstructionSet set in KernelSet.Supported)
        {
            foreach (bool bias in new[] { false, true })
            {
                var problem = new Problem(set, samples, inputs, outputs);
                MatrixTask task = problem.Forward(bias);
                Assert.Equal(problem.Run(kernels => kernels.Product(task)), problem.Run(kernels => kernels.SparseProduct(task, problem.NonZeros.ByRow)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_step_down_the_gradient_has_the_bits_of_the_dense_one(int samples, int inputs, int outputs)
    {
        foreach (InstructionSet set in KernelSet.Supported)
        {
            foreach (Descent? descent in new Descent?[] { null, new Descent(0.1f, 0), new Descent(0.1f, 0.01f) })
            {
                var problem = new Problem(set, samples, inputs, outputs);
                MatrixTask task = problem.Backward(descent);
                Assert.Equal(problem.Run(kernels => kernels.Product(task)), problem.Run(kernels => kernels.SparseProduct(task, problem.NonZeros.ByColumn)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_element_that_is_not_zero_is_found(int samples, int inputs, int outputs)
    {
        foreach (InstructionSet set in KernelSet.Supported)
        {
            var problem = new Problem(set, samples, inputs, outputs);
            BitMatrix byRow = problem.NonZeros.ByRow, byColumn = problem.NonZeros.ByColumn;
            int found = 0;
            for (int row = 0; row < samples; row++)
            {
                for (int column = 0; column < inputs; column++)
                {
                    bool expected = problem.Input[row * inputs + column] != 0;
                    Assert.Equal(expected, (byRow.Word(row, column / 64) >> (column % 64) & 1) != 0);
                    Assert.Equal(expected, (byColumn.Word(column, row / 32) >> (row % 32) & 1) != 0);
                    found += expected ? 1 : 0;
                }
            }

            // Nothing beyond the last row and the last column.
            Assert.Equal(found, Enumerable.Range(0, samples).Sum(row => Enumerable.Range(0, (inputs + 63) / 64).Sum(word => BitOperations.PopCount(byRow.Word(row, word)))));
            Assert.Equal(found, Enumerable.Range(0, inputs).Sum(column => Enumerable.Range(0, (samples + 31) / 32).Sum(word => BitOperations.PopCount(byColumn.Word(column, word)))));
        }
    }

    [Fact]
    public void NaN_counts_and_a_negative_zero_does_not()
    {
        foreach (InstructionSet set in KernelSet.Supported)
        {
            float[] input = new float[40];
            (input[3], input[17], input[39]) = (float.NaN, -0f, float.Epsilon);
            var map = new NonZeroMap(KernelSet.For(set), 1, 40);
            fixed (float* pointer = input)
                map.Read(new MatrixView(pointer, 40, 40), 1);
            Assert.Equal(1ul << 3 | 1ul << 39, map.ByRow.Word(0, 0));
            Assert.True(map.IsSparse);
        }
    }

    [Fact]
    public void A_batch_without_zeros_is_not_sparse()
    {
        float[] input = Numbers.Draw(100, 1, 0.5f, 1);
        var map = new NonZeroMap(KernelSet.Best, 10, 10);
        fixed (float* pointer = input)
            map.Read(new MatrixView(pointer, 10, 10), 10);
        Assert.False(map.IsSparse);
    }

    /// <summary>A fifth of the inputs is not zero; some samples and some inputs are zero altogether.</summary>
    private sealed class Problem
    {
        private readonly KernelSet _kernels;
        private readonly int _samples, _inputs, _outputs;
        private readonly Tensor<float> _input;
        private readonly PaddedMatrix _weight, _bias, _output, _gradient;
        private PaddedMatrix _target;

        public Problem(InstructionSet set, int samples, int inputs, int outputs)
        {
            (_kernels, _samples, _inputs, _outputs) = (KernelSet.For(set), samples, inputs, outputs);
            _input = new Tensor<float>([samples, inputs], Numbers.Draw(samples * inputs, 1));
            var random = new System.Random(2);
            for (int i = 0; i < _input.Length; i++)
            {
                if (random.Next(5) != 0 || i / inputs % 7 == 3 || i % inputs % 5 == 4)
                    _input[i] = 0;
            }

            _weight = Numbers.Matrix(inputs, outputs, 3);
            _bias = Numbers.Matrix(1, outputs, 4);
            _output = Numbers.Matrix(samples, outputs, 5);
            _gradient = Numbers.Matrix(samples, outputs, 6);
            _target = _output;
            NonZeros = new NonZeroMap(_kernels, samples, inputs);
            NonZeros.Read(new MatrixView(Pointer, inputs, inputs), samples);
        }

        public NonZeroMap NonZeros { get; }

        public ReadOnlySpan<float> Input => _input.Span;

        private float* Pointer => (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _input[0]);

        public MatrixTask Forward(bool bias)
        {
            _target = _output;
            return new MatrixTask
            {
                M = _samples,
                N = _outputs,
                K = _inputs,
                A = Pointer,
                RowStrideA = _inputs,
                ColumnStrideA = 1,
                B = _weight.Pointer,
                StrideB = _weight.Stride,
                C = _output.Pointer,
                StrideC = _output.Stride,
                Bias = bias ? _bias.Pointer : null,
            };
        }

        public MatrixTask Backward(Descent? descent)
        {
            _target = _weight;
            return new MatrixTask
            {
                M = _inputs,
                N = _outputs,
                K = _samples,
                A = Pointer,
                RowStrideA = 1,
                ColumnStrideA = _inputs,
                B = _gradient.Pointer,
                StrideB = _gradient.Stride,
                C = _weight.Pointer,
                StrideC = _weight.Stride,
                Descent = descent,
            };
        }

        /// <summary>The bits of the result; the matrix is as before afterwards.</summary>
        public int[] Run(Action<KernelSet> product)
        {
            float[] before = _target.Storage.ToArray();
            product(_kernels);
            int[] bits = [.. Numbers.Dense(_target).Select(BitConverter.SingleToInt32Bits)];
            before.CopyTo(_target.Storage);
            return bits;
        }
    }
}
