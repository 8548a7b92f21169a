namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>The kernels compiled for the vectors of <typeparamref name="S"/>.</summary>
internal sealed unsafe class ConvolutionKernels<S, V> : ConvolutionKernels where S : ISimd<V> where V : unmanaged
{
    public override void Convolve(in ConvolutionTask task) => ConvolutionKernel<S, V>.Run(task);

    public override void Correlate(in CorrelationTask task) => CorrelationKernel<S, V>.Run(task);

    public override (double Sum, double Squares) Pool(in PoolTask task) => PoolKernel<S, V>.Run(task);

    public override void CorrelateSparsely(in SparseCorrelationTask task) => SparseCorrelationKernel<S, V>.Run(task);

    public override double Sum(float* x, int count) => PlaneKernel<S, V>.Sum(x, count);

    public override double SquaredDeviations(float* x, int count, float center) => PlaneKernel<S, V>.SquaredDeviations(x, count, center);

    public override (double Sum, double Product) GradientSums(float* x, float* gradient, int count, float center) =>
        PlaneKernel<S, V>.GradientSums(x, gradient, count, center);

    public override void Affine(float* x, float* y, int count, float scale, float shift) => PlaneKernel<S, V>.Affine(x, y, count, scale, shift);

    public override void Combine(float* gradient, float* x, float* target, int count, float scaleG, float scaleX, float shift) =>
        PlaneKernel<S, V>.Combine(gradient, x, target, count, scaleG, scaleX, shift);
}
