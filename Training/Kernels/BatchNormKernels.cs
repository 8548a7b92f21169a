using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>Batch normalisation and the activation behind it, a vector of features at a time: its column stays in the first-level cache.</summary>
/// <remarks>The formulas are those of <see cref="Layers.BatchNorm1d{T}"/>. x̂ is not kept: the way back computes it again from x.</remarks>
internal static unsafe class BatchNormKernels<S, V> where S : ISimd<V> where V : unmanaged
{
    /// <summary>y from the statistics of the batch, which also go into the running ones.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Train<F>(in BatchNormTask task, float slope) where F : IActivation
    {
        V n = S.Broadcast(task.Rows), others = S.Broadcast(task.Rows - 1), momentum = S.Broadcast(task.Momentum);
        V one = S.Broadcast(1), epsilon = S.Broadcast(task.Epsilon);
        for (int column = 0; column < task.Width; column += S.Lanes)
        {
            float* x = task.Input + column, end = x + (nint)task.Rows * task.Width;
            V sum = S.Zero, squares = S.Zero;
            for (float* element = x; element < end; element += task.Width)
                sum = S.Add(sum, S.Load(element));
            V mean = S.Divide(sum, n);
            for (float* element = x; element < end; element += task.Width)
            {
                V distance = S.Subtract(S.Load(element), mean);
                squares = S.MultiplyAdd(distance, distance, squares);
            }

            V scale = S.Divide(one, S.SquareRoot(S.Add(S.Divide(squares, n), epsilon)));
            S.Store(task.Mean + column, mean);
            S.Store(task.Scale + column, scale);
            Follow(task.RunningMean + column, mean, momentum);
            Follow(task.RunningVariance + column, S.Divide(squares, others), momentum);
            Normalize<F>(task, column, mean, scale, slope);
        }
    }

    /// <summary>y from the running statistics.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Evaluate<F>(in BatchNormTask task, float slope) where F : IActivation
    {
        V one = S.Broadcast(1), epsilon = S.Broadcast(task.Epsilon);
        for (int column = 0; column < task.Width; column += S.Lanes)
        {
            V scale = S.Divide(one, S.SquareRoot(S.Add(S.Load(task.RunningVariance + column), epsilon)));
            Normalize<F>(task, column, S.Load(task.RunningMean + column), scale, slope);
        }
    }

    /// <summary>From dL/dy to dL/dγ, dL/dβ and dL/dx, behind <see cref="Train"/>.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Backward<F>(in BatchNormTask task, float slope) where F : IActivation
    {
        V slopes = S.Broadcast(slope), n = S.Broadcast(task.Rows);
        int width = task.Width;
        for (int column = 0; column < width; column += S.Lanes)
        {
            float* x = task.Input + column, y = task.Output + column, g = task.OutputGradient + column;
            V mean = S.Load(task.Mean + column), scale = S.Load(task.Scale + column);
            V sum = S.Zero, product = S.Zero;
            for (nint i = 0, end = (nint)task.Rows * width; i < end; i += width)
            {
                V gradient = F.Backward<S, V>(S.Load(y + i), S.Load(g + i), slopes);
                S.Store(g + i, gradient);
                sum = S.Add(sum, gradient);
                product = S.MultiplyAdd(gradient, S.Subtract(S.Load(x + i), mean), product);
            }

            S.Store(task.BiasGradient + column, sum);
            S.Store(task.WeightGradient + column, S.Multiply(product, scale));
            if (task.InputGradient == null)
                continue;

            // dL/dx = γ scale (g - Σ g / n - (x - μ) scale² Σ g (x - μ) / n).
            float* target = task.InputGradient + column;
            V factor = S.Multiply(S.Load(task.Weight + column), scale), shift = S.Divide(sum, n);
            V slant = S.Divide(S.Multiply(S.Multiply(product, scale), scale), n);
            for (nint i = 0, end = (nint)task.Rows * width; i < end; i += width)
            {
                V distance = S.Subtract(mean, S.Load(x + i));
                S.Store(target + i, S.Multiply(factor, S.MultiplyAdd(distance, slant, S.Subtract(S.Load(g + i), shift))));
            }
        }
    }

    /// <summary>y = f((x - mean) scale γ + β) for one vector of features.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalize<F>(in BatchNormTask task, int column, V mean, V scale, float slope) where F : IActivation
    {
        V slopes = S.Broadcast(slope), bias = S.Load(task.Bias + column);
        V factor = S.Multiply(scale, S.Load(task.Weight + column));
        float* x = task.Input + column, y = task.Output + column;
        for (nint i = 0, end = (nint)task.Rows * task.Width; i < end; i += task.Width)
            S.Store(y + i, F.Forward<S, V>(S.MultiplyAdd(S.Subtract(S.Load(x + i), mean), factor, bias), slopes));
    }

    /// <summary>running = running + momentum (value - running).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Follow(float* running, V value, V momentum)
    {
        V old = S.Load(running);
        S.Store(running, S.MultiplyAdd(momentum, S.Subtract(value, old), old));
    }
}
