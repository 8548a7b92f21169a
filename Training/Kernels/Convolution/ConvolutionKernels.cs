using System.Runtime.Intrinsics;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>The kernels of image layers for one instruction set.</summary>
internal abstract unsafe class ConvolutionKernels
{
    /// <summary>The kernels for a set that this processor has.</summary>
    public static ConvolutionKernels For(InstructionSet set) => set switch
    {
        InstructionSet.Avx512 => new ConvolutionKernels<Avx512, Vector512<float>>(),
        InstructionSet.Avx2 => new ConvolutionKernels<Avx2, Vector256<float>>(),
        _ => new ConvolutionKernels<Scalar, float>(),
    };

    /// <inheritdoc cref="ConvolutionKernel{S,V}"/>
    public abstract void Convolve(in ConvolutionTask task);

    /// <inheritdoc cref="CorrelationKernel{S,V}"/>
    public abstract void Correlate(in CorrelationTask task);

    /// <inheritdoc cref="PoolKernel{S,V}.Run"/>
    public abstract (double Sum, double Squares) Pool(in PoolTask task);

    /// <inheritdoc cref="SparseCorrelationKernel{S,V}"/>
    public abstract void CorrelateSparsely(in SparseCorrelationTask task);

    /// <inheritdoc cref="PlaneKernel{S,V}.Sum"/>
    public abstract double Sum(float* x, int count);

    /// <inheritdoc cref="PlaneKernel{S,V}.SquaredDeviations"/>
    public abstract double SquaredDeviations(float* x, int count, float center);

    /// <inheritdoc cref="PlaneKernel{S,V}.GradientSums"/>
    public abstract (double Sum, double Product) GradientSums(float* x, float* gradient, int count, float center);

    /// <inheritdoc cref="PlaneKernel{S,V}.Affine"/>
    public abstract void Affine(float* x, float* y, int count, float scale, float shift);

    /// <inheritdoc cref="PlaneKernel{S,V}.Combine"/>
    public abstract void Combine(float* gradient, float* x, float* target, int count, float scaleG, float scaleX, float shift);
}
