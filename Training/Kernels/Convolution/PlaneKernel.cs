using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>Sums over planes and affine maps of them. Planes stand close together, so what is left over behind the last whole vector is done one by one.</summary>
internal static unsafe class PlaneKernel<S, V> where S : ISimd<V> where V : unmanaged
{
    /// <summary>The elements that are summed in single precision before the sum goes into the double.</summary>
    private const int Block = 1024;

    /// <summary>Σ x.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static double Sum(float* x, int count)
    {
        double total = 0;
        for (int begin = 0; begin < count; begin += Block)
        {
            int i = begin, end = Math.Min(begin + Block, count);
            V sums = S.Zero;
            for (; i <= end - S.Lanes; i += S.Lanes)
                sums = S.Add(sums, S.Load(x + i));
            total += S.Sum(sums);
            for (; i < end; i++)
                total += x[i];
        }

        return total;
    }

    /// <summary>Σ (x - center)².</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static double SquaredDeviations(float* x, int count, float center)
    {
        double total = 0;
        V centers = S.Broadcast(center);
        for (int begin = 0; begin < count; begin += Block)
        {
            int i = begin, end = Math.Min(begin + Block, count);
            V sums = S.Zero;
            for (; i <= end - S.Lanes; i += S.Lanes)
            {
                V deviation = S.Subtract(S.Load(x + i), centers);
                sums = S.MultiplyAdd(deviation, deviation, sums);
            }

            total += S.Sum(sums);
            for (; i < end; i++)
                total += (double)(x[i] - center) * (x[i] - center);
        }

        return total;
    }

    /// <summary>Σ g and Σ g (x - center).</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static (double Sum, double Product) GradientSums(float* x, float* gradient, int count, float center)
    {
        double total = 0, product = 0;
        V centers = S.Broadcast(center);
        for (int begin = 0; begin < count; begin += Block)
        {
            int i = begin, end = Math.Min(begin + Block, count);
            V sums = S.Zero, products = S.Zero;
            for (; i <= end - S.Lanes; i += S.Lanes)
            {
                V g = S.Load(gradient + i);
                sums = S.Add(sums, g);
                products = S.MultiplyAdd(g, S.Subtract(S.Load(x + i), centers), products);
            }

            total += S.Sum(sums);
            product += S.Sum(products);
            for (; i < end; i++)
            {
                total += gradient[i];
                product += (double)gradient[i] * (x[i] - center);
            }
        }

        return (total, product);
    }

    /// <summary>y = scale x + shift.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Affine(float* x, float* y, int count, float scale, float shift)
    {
        V scales = S.Broadcast(scale), shifts = S.Broadcast(shift);
        int i = 0;
        for (; i <= count - S.Lanes; i += S.Lanes)
            S.Store(y + i, S.MultiplyAdd(scales, S.Load(x + i), shifts));
        for (; i < count; i++)
            y[i] = MathF.FusedMultiplyAdd(scale, x[i], shift);
    }

    /// <summary>target = scaleG g + (scaleX x + shift).</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Combine(float* gradient, float* x, float* target, int count, float scaleG, float scaleX, float shift)
    {
        V scalesG = S.Broadcast(scaleG), scalesX = S.Broadcast(scaleX), shifts = S.Broadcast(shift);
        int i = 0;
        for (; i <= count - S.Lanes; i += S.Lanes)
        {
            V affine = S.MultiplyAdd(scalesX, S.Load(x + i), shifts);
            S.Store(target + i, S.MultiplyAdd(scalesG, S.Load(gradient + i), affine));
        }

        for (; i < count; i++)
            target[i] = MathF.FusedMultiplyAdd(scaleG, gradient[i], MathF.FusedMultiplyAdd(scaleX, x[i], shift));
    }
}
