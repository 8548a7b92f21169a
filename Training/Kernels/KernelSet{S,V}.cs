namespace ActorTraining.Training.Kernels;

/// <summary>The kernels compiled for the vectors of <typeparamref name="S"/>.</summary>
internal sealed unsafe class KernelSet<S, V>(InstructionSet set) : KernelSet where S : ISimd<V> where V : unmanaged
{
    public override InstructionSet InstructionSet => set;

    public override void Product(in MatrixTask task) => MatrixProduct<S, V>.Run(task);

    public override void SparseProduct(in MatrixTask task, in BitMatrix mask) => SparseProduct<S, V>.Run(task, mask);

    public override long FindNonZeros(float* matrix, int rows, int columns, nint stride, ulong* byRow, uint* byColumn) =>
        NonZeroKernel<S, V>.Run(matrix, rows, columns, stride, byRow, byColumn);

    public override void Transpose(float* source, int rows, int columns, nint sourceStride, float* target, nint targetStride) =>
        TransposeKernel<S, V>.Run(source, rows, columns, sourceStride, target, targetStride);

    public override void Activate(Activation function, float* x, int count, float slope)
    {
        switch (function)
        {
            case Activation.Sigmoid: ElementwiseKernels<S, V>.Forward<SigmoidFunction>(x, count, slope); break;
            case Activation.Tanh: ElementwiseKernels<S, V>.Forward<TanhFunction>(x, count, slope); break;
            case Activation.ReLU: ElementwiseKernels<S, V>.Forward<ReLUFunction>(x, count, slope); break;
            case Activation.LeakyReLU: ElementwiseKernels<S, V>.Forward<LeakyReLUFunction>(x, count, slope); break;
        }
    }

    public override void Derive(Activation function, float* y, float* gradient, int count, float slope)
    {
        switch (function)
        {
            case Activation.Sigmoid: ElementwiseKernels<S, V>.Backward<SigmoidFunction>(y, gradient, count, slope); break;
            case Activation.Tanh: ElementwiseKernels<S, V>.Backward<TanhFunction>(y, gradient, count, slope); break;
            case Activation.ReLU: ElementwiseKernels<S, V>.Backward<ReLUFunction>(y, gradient, count, slope); break;
            case Activation.LeakyReLU: ElementwiseKernels<S, V>.Backward<LeakyReLUFunction>(y, gradient, count, slope); break;
        }
    }

    public override void SumRows(float* matrix, int rows, int width, nint stride, float* target) =>
        ElementwiseKernels<S, V>.SumRows(matrix, rows, width, stride, target);

    public override double CrossEntropy(float* logits, float* mask, int* labels, float* gradient, int rows, int width, out int correct) =>
        SoftmaxKernels<S, V>.CrossEntropy(logits, mask, labels, gradient, rows, width, out correct);

    public override void Softmax(float* x, float* mask, int rows, int width) =>
        SoftmaxKernels<S, V>.Forward(x, mask, rows, width);

    public override void DeriveSoftmax(float* y, float* gradient, int rows, int width) =>
        SoftmaxKernels<S, V>.Backward(y, gradient, rows, width);

    public override void LogSoftmax(float* x, float* mask, int rows, int width) =>
        SoftmaxKernels<S, V>.LogForward(x, mask, rows, width);

    public override void DeriveLogSoftmax(float* y, float* mask, float* gradient, int rows, int width) =>
        SoftmaxKernels<S, V>.LogBackward(y, mask, gradient, rows, width);

    public override void BatchNormTrain(in BatchNormTask task, Activation activation, float slope)
    {
        switch (activation)
        {
            case Activation.Identity: BatchNormKernels<S, V>.Train<IdentityFunction>(task, slope); break;
            case Activation.Sigmoid: BatchNormKernels<S, V>.Train<SigmoidFunction>(task, slope); break;
            case Activation.Tanh: BatchNormKernels<S, V>.Train<TanhFunction>(task, slope); break;
            case Activation.ReLU: BatchNormKernels<S, V>.Train<ReLUFunction>(task, slope); break;
            case Activation.LeakyReLU: BatchNormKernels<S, V>.Train<LeakyReLUFunction>(task, slope); break;
        }
    }

    public override void BatchNormEvaluate(in BatchNormTask task, Activation activation, float slope)
    {
        switch (activation)
        {
            case Activation.Identity: BatchNormKernels<S, V>.Evaluate<IdentityFunction>(task, slope); break;
            case Activation.Sigmoid: BatchNormKernels<S, V>.Evaluate<SigmoidFunction>(task, slope); break;
            case Activation.Tanh: BatchNormKernels<S, V>.Evaluate<TanhFunction>(task, slope); break;
            case Activation.ReLU: BatchNormKernels<S, V>.Evaluate<ReLUFunction>(task, slope); break;
            case Activation.LeakyReLU: BatchNormKernels<S, V>.Evaluate<LeakyReLUFunction>(task, slope); break;
        }
    }

    public override void BatchNormBackward(in BatchNormTask task, Activation activation, float slope)
    {
        switch (activation)
        {
            case Activation.Identity: BatchNormKernels<S, V>.Backward<IdentityFunction>(task, slope); break;
            case Activation.Sigmoid: BatchNormKernels<S, V>.Backward<SigmoidFunction>(task, slope); break;
            case Activation.Tanh: BatchNormKernels<S, V>.Backward<TanhFunction>(task, slope); break;
            case Activation.ReLU: BatchNormKernels<S, V>.Backward<ReLUFunction>(task, slope); break;
            case Activation.LeakyReLU: BatchNormKernels<S, V>.Backward<LeakyReLUFunction>(task, slope); break;
        }
    }

    public override void MultiplyScaled(float* left, float* right, float* target, int count, float factor) =>
        ElementwiseKernels<S, V>.MultiplyScaled(left, right, target, count, factor);

    public override double SquaredError(float* output, float* target, float* gradient, int count, float factor) =>
        SquaredErrorKernels<S, V>.Run(output, target, gradient, count, factor);

    public override void AddPenaltyGradient(float* weight, float* gradient, int count, float l1, float l2) =>
        PenaltyKernels<S, V>.AddGradient(weight, gradient, count, l1, l2);

    public override (double Magnitudes, double Squares) PenaltySums(float* weight, int count) =>
        PenaltyKernels<S, V>.Sums(weight, count);

    public override void Descend(float* weight, float* gradient, int count, float rate, float decay) =>
        OptimizerKernels<S, V>.Descend(weight, gradient, count, rate, decay);

    public override void DescendWithMomentum(
        float* weight, float* gradient, float* velocity, int count, float rate, float momentum, float decay) =>
        OptimizerKernels<S, V>.DescendWithMomentum(weight, gradient, velocity, count, rate, momentum, decay);

    public override void Adam(float* weight, float* gradient, float* mean, float* square, int count, in AdamStep step) =>
        OptimizerKernels<S, V>.Adam(weight, gradient, mean, square, count, step);
}
