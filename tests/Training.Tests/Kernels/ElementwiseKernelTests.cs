using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Kernels;

public unsafe class ElementwiseKernelTests
{
    private const float Slope = 0.2f;

    [Theory]
    [MemberData(nameof(Instructions.All), MemberType = typeof(Instructions))]
    public void An_activation_and_its_derivative_are_those_of_the_reference(InstructionSet set)
    {
        KernelSet kernels = KernelSet.For(set);
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            PaddedMatrix x = Numbers.Matrix(3, 37, 1), gradient = Numbers.Matrix(3, 37, 2);
            (float[] inputs, float[] gradients) = (Numbers.Dense(x), Numbers.Dense(gradient));
            kernels.Activate(activation, x.Pointer, x.Storage.Length, Slope);
            kernels.Derive(activation, x.Pointer, gradient.Pointer, x.Storage.Length, Slope);

            ElementwiseLayer<float>? reference = Reference(activation);
            float[] outputs = [.. inputs.Select(v => reference?.Function(v) ?? v)];
            Numbers.AssertClose(outputs, Numbers.Dense(x), 1e-6f, 1e-7f);
            float[] derived = [.. inputs.Zip(outputs, (v, y) => reference?.Derivative(v, y) ?? 1).Zip(gradients, (d, g) => d * g)];
            Numbers.AssertClose(derived, Numbers.Dense(gradient), 1e-5f, 1e-7f);
        }
    }

    [Theory]
    [MemberData(nameof(Instructions.All), MemberType = typeof(Instructions))]
    public void A_rectifier_passes_nothing_at_zero_and_keeps_NaN(InstructionSet set)
    {
        var x = new PaddedMatrix(1, 3);
        var gradient = new PaddedMatrix(1, 3);
        x.CopyFrom([0, float.NaN, -1]);
        gradient.CopyFrom([1, 1, 1]);
        KernelSet.For(set).Activate(Activation.ReLU, x.Pointer, 16, 0);
        Assert.Equal([0, float.NaN, 0], Numbers.Dense(x));
        KernelSet.For(set).Derive(Activation.ReLU, x.Pointer, gradient.Pointer, 16, 0);
        Assert.Equal([0, 0, 0], Numbers.Dense(gradient));
    }

    [Theory]
    [MemberData(nameof(Instructions.All), MemberType = typeof(Instructions))]
    public void Rows_are_summed_in_their_order(InstructionSet set)
    {
        PaddedMatrix matrix = Numbers.Matrix(33, 43, 1);
        var sums = new PaddedMatrix(1, 43);
        KernelSet.For(set).SumRows(matrix.Pointer, 33, matrix.Stride, matrix.Stride, sums.Pointer);

        float[] expected = new float[43];
        for (int row = 0; row < 33; row++)
        {
            for (int column = 0; column < 43; column++)
                expected[column] += matrix.Row(row)[column];
        }

        Assert.Equal(expected, Numbers.Dense(sums));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 16)]
    [InlineData(128, 10)]
    [InlineData(37, 53)]
    public void A_transpose_swaps_rows_and_columns_and_leaves_the_padding_zero(int rows, int columns)
    {
        foreach (InstructionSet set in KernelSet.Supported)
        {
            PaddedMatrix source = Numbers.Matrix(rows, columns, 1);
            source.Storage.Replace(0, 5); // padding of the source must not come through
            var target = new PaddedMatrix(columns, rows);
            KernelSet.For(set).Transpose(source.Pointer, rows, columns, source.Stride, target.Pointer, target.Stride);
            for (int column = 0; column < columns; column++)
            {
                for (int row = 0; row < rows; row++)
                    Assert.Equal(source.Row(row)[column], target.Row(column)[row]);
                for (int padding = rows; padding < target.Stride; padding++)
                    Assert.Equal(0, target.Storage[column * target.Stride + padding]);
            }
        }
    }

    private static ElementwiseLayer<float>? Reference(Activation activation) => activation switch
    {
        Activation.Sigmoid => new Sigmoid<float>(),
        Activation.Tanh => new Tanh<float>(),
        Activation.ReLU => new ReLU<float>(),
        Activation.LeakyReLU => new LeakyReLU<float>(Slope),
        _ => null,
    };
}
