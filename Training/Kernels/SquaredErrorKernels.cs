using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>The sum of squared differences and its gradient.</summary>
internal static unsafe class SquaredErrorKernels<S, V> where S : ISimd<V> where V : unmanaged
{
    /// <summary>Elements that are summed in float32 before the sum goes on in float64.</summary>
    private const int Block = 1024;

    /// <summary>Σ (output - target)² and, where <paramref name="gradient"/> is not null, factor (output - target).</summary>
    /// <param name="output">As many elements as <paramref name="count"/>.</param>
    /// <param name="target">As many elements as <paramref name="count"/>.</param>
    /// <param name="gradient">Receives the gradient; may be null.</param>
    /// <param name="count">A multiple of every vector length.</param>
    /// <param name="factor">2 / elements, for the gradient of the mean.</param>
    [MethodImpl(KernelOptions.Compiled)]
    public static double Run(float* output, float* target, float* gradient, int count, float factor)
    {
        V factors = S.Broadcast(factor);
        double total = 0;
        for (int first = 0; first < count; first += Block)
        {
            V sum = S.Zero;
            for (int i = first, end = Math.Min(first + Block, count); i < end; i += S.Lanes)
            {
                V difference = S.Subtract(S.Load(output + i), S.Load(target + i));
                sum = S.MultiplyAdd(difference, difference, sum);
                if (gradient != null)
                    S.Store(gradient + i, S.Multiply(factors, difference));
            }

            total += S.Sum(sum);
        }

        return total;
    }
}
