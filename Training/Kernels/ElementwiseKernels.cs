using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>Kernels over contiguous elements. Counts are multiples of every vector length: rows are padded.</summary>
internal static unsafe class ElementwiseKernels<S, V> where S : ISimd<V> where V : unmanaged
{
    /// <summary>x = f(x).</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Forward<F>(float* x, int count, float slope) where F : IActivation
    {
        V slopes = S.Broadcast(slope);
        for (int i = 0; i < count; i += S.Lanes)
            S.Store(x + i, F.Forward<S, V>(S.Load(x + i), slopes));
    }

    /// <summary>gradient = gradient f'(x), from y = f(x).</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Backward<F>(float* y, float* gradient, int count, float slope) where F : IActivation
    {
        V slopes = S.Broadcast(slope);
        for (int i = 0; i < count; i += S.Lanes)
            S.Store(gradient + i, F.Backward<S, V>(S.Load(y + i), S.Load(gradient + i), slopes));
    }

    /// <summary>target = left (factor right).</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void MultiplyScaled(float* left, float* right, float* target, int count, float factor)
    {
        V factors = S.Broadcast(factor);
        for (int i = 0; i < count; i += S.Lanes)
            S.Store(target + i, S.Multiply(S.Load(left + i), S.Multiply(factors, S.Load(right + i))));
    }

    /// <summary>The sum of the rows of a matrix, in ascending order: the gradient of a bias. target <c>[width]</c>.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void SumRows(float* matrix, int rows, int width, nint stride, float* target)
    {
        for (int column = 0; column < width; column += S.Lanes)
        {
            V sum = S.Zero;
            float* element = matrix + column;
            for (int row = 0; row < rows; row++, element += stride)
                sum = S.Add(sum, S.Load(element));
            S.Store(target + column, sum);
        }
    }
}
