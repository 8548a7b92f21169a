using ActorTraining.Training.Kernels;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Kernels;

public unsafe class OptimizerKernelTests
{
    [Theory]
    [MemberData(nameof(Instructions.Vector), MemberType = typeof(Instructions))]
    public void Every_instruction_set_gives_the_bits_of_the_scalar_twin(InstructionSet set) =>
        Assert.Equal(Run(KernelSet.For(InstructionSet.Scalar)), Run(KernelSet.For(set)));

    /// <summary>All steps after one another on the same matrices; the formulas themselves are held to PyTorch's values elsewhere.</summary>
    private static float[] Run(KernelSet kernels)
    {
        PaddedMatrix weight = Numbers.Matrix(5, 33, 1), gradient = Numbers.Matrix(5, 33, 2), mean = Numbers.Matrix(5, 33, 3);
        var square = new PaddedMatrix(5, 33);
        int count = weight.Storage.Length;
        kernels.Descend(weight.Pointer, gradient.Pointer, count, 0.1f, 0.01f);
        kernels.DescendWithMomentum(weight.Pointer, gradient.Pointer, mean.Pointer, count, 0.1f, 0.9f, 0.01f);
        kernels.Adam(
            weight.Pointer, gradient.Pointer, mean.Pointer, square.Pointer, count, new AdamStep(0.9f, 0.1f, 0.999f, 0.001f, 0.01f, 0.3f, 1e-8f, 0.01f));
        return [.. Numbers.Dense(weight), .. Numbers.Dense(mean), .. Numbers.Dense(square)];
    }
}
