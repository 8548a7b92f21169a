using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ActorTraining.Training.Kernels;

/// <summary>All kernels for one instruction set. A model asks for its set once and keeps it.</summary>
internal abstract unsafe class KernelSet
{
    /// <summary>The fastest set that this processor has.</summary>
    public static KernelSet Best { get; } = For(Supported[^1]);

    /// <summary>The sets that this processor has, slowest first.</summary>
    public static IReadOnlyList<InstructionSet> Supported =>
        [.. Enum.GetValues<InstructionSet>().Where(IsSupported)];

    public abstract InstructionSet InstructionSet { get; }

    /// <summary>The kernels for a set.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor does not have it.</exception>
    public static KernelSet For(InstructionSet set)
    {
        if (!IsSupported(set))
            throw new PlatformNotSupportedException($"this processor has no {set}; it has {string.Join(", ", Supported)}");
        return set switch
        {
            InstructionSet.Avx512 => new KernelSet<Avx512, Vector512<float>>(set),
            InstructionSet.Avx2 => new KernelSet<Avx2, Vector256<float>>(set),
            _ => new KernelSet<Scalar, float>(set),
        };
    }

    /// <summary>C = bias + A B, or C stepping down the gradient A B.</summary>
    public abstract void Product(in MatrixTask task);

    /// <summary>The same, to the bit, leaving out the zeros of A.</summary>
    public abstract void SparseProduct(in MatrixTask task, in BitMatrix mask);

    /// <inheritdoc cref="NonZeroKernel{S,V}.Run"/>
    public abstract long FindNonZeros(float* matrix, int rows, int columns, nint stride, ulong* byRow, uint* byColumn);

    /// <summary>target[c, r] = source[r, c].</summary>
    public abstract void Transpose(float* source, int rows, int columns, nint sourceStride, float* target, nint targetStride);

    /// <summary>x = f(x).</summary>
    public abstract void Activate(Activation function, float* x, int count, float slope);

    /// <summary>gradient = gradient f'(x), from y = f(x).</summary>
    public abstract void Derive(Activation function, float* y, float* gradient, int count, float slope);

    /// <inheritdoc cref="ElementwiseKernels{S,V}.SumRows"/>
    public abstract void SumRows(float* matrix, int rows, int width, nint stride, float* target);

    /// <inheritdoc cref="SoftmaxKernels{S,V}.CrossEntropy"/>
    public abstract double CrossEntropy(float* logits, float* mask, int* labels, float* gradient, int rows, int width, out int correct);

    /// <inheritdoc cref="SoftmaxKernels{S,V}.Forward"/>
    public abstract void Softmax(float* x, float* mask, int rows, int width);

    /// <inheritdoc cref="SoftmaxKernels{S,V}.Backward"/>
    public abstract void DeriveSoftmax(float* y, float* gradient, int rows, int width);

    /// <inheritdoc cref="SoftmaxKernels{S,V}.LogForward"/>
    public abstract void LogSoftmax(float* x, float* mask, int rows, int width);

    /// <inheritdoc cref="SoftmaxKernels{S,V}.LogBackward"/>
    public abstract void DeriveLogSoftmax(float* y, float* mask, float* gradient, int rows, int width);

    /// <inheritdoc cref="BatchNormKernels{S,V}.Train"/>
    public abstract void BatchNormTrain(in BatchNormTask task, Activation activation, float slope);

    /// <inheritdoc cref="BatchNormKernels{S,V}.Evaluate"/>
    public abstract void BatchNormEvaluate(in BatchNormTask task, Activation activation, float slope);

    /// <inheritdoc cref="BatchNormKernels{S,V}.Backward"/>
    public abstract void BatchNormBackward(in BatchNormTask task, Activation activation, float slope);

    /// <inheritdoc cref="ElementwiseKernels{S,V}.MultiplyScaled"/>
    public abstract void MultiplyScaled(float* left, float* right, float* target, int count, float factor);

    /// <inheritdoc cref="SquaredErrorKernels{S,V}.Run"/>
    public abstract double SquaredError(float* output, float* target, float* gradient, int count, float factor);

    /// <inheritdoc cref="PenaltyKernels{S,V}.AddGradient"/>
    public abstract void AddPenaltyGradient(float* weight, float* gradient, int count, float l1, float l2);

    /// <inheritdoc cref="PenaltyKernels{S,V}.Sums"/>
    public abstract (double Magnitudes, double Squares) PenaltySums(float* weight, int count);

    /// <inheritdoc cref="OptimizerKernels{S,V}.Descend"/>
    public abstract void Descend(float* weight, float* gradient, int count, float rate, float decay);

    /// <inheritdoc cref="OptimizerKernels{S,V}.DescendWithMomentum"/>
    public abstract void DescendWithMomentum(
        float* weight, float* gradient, float* velocity, int count, float rate, float momentum, float decay);

    /// <inheritdoc cref="OptimizerKernels{S,V}.Adam"/>
    public abstract void Adam(float* weight, float* gradient, float* mean, float* square, int count, in AdamStep step);

    private static bool IsSupported(InstructionSet set) => set switch
    {
        InstructionSet.Avx512 => Avx512F.IsSupported,
        InstructionSet.Avx2 => System.Runtime.Intrinsics.X86.Avx2.IsSupported && Fma.IsSupported,
        _ => true,
    };
}
