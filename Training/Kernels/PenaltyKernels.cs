using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>The penalty R(w) = l1 Σ |w| + l2 Σ w² and its gradient.</summary>
internal static unsafe class PenaltyKernels<S, V> where S : ISimd<V> where V : unmanaged
{
    /// <summary>Elements that are summed in float32 before the sum goes on in float64.</summary>
    private const int Block = 1024;

    /// <summary>gradient = gradient + l1 sign(w) + 2 l2 w.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void AddGradient(float* weight, float* gradient, int count, float l1, float l2)
    {
        V up = S.Broadcast(l1), down = S.Broadcast(-l1), twice = S.Broadcast(2 * l2);
        for (int i = 0; i < count; i += S.Lanes)
        {
            V w = S.Load(weight + i);
            V sign = S.SelectGreater(w, S.Zero, up, S.SelectGreater(S.Zero, w, down, S.Zero));
            S.Store(gradient + i, S.Add(S.Load(gradient + i), S.MultiplyAdd(twice, w, sign)));
        }
    }

    /// <summary>Σ |w| and Σ w²; padding is zero and does not count.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static (double Magnitudes, double Squares) Sums(float* weight, int count)
    {
        double magnitudes = 0, squares = 0;
        for (int first = 0; first < count; first += Block)
        {
            V sum = S.Zero, square = S.Zero;
            for (int i = first, end = Math.Min(first + Block, count); i < end; i += S.Lanes)
            {
                V w = S.Load(weight + i);
                sum = S.Add(sum, S.Abs(w));
                square = S.MultiplyAdd(w, w, square);
            }

            magnitudes += S.Sum(sum);
            squares += S.Sum(square);
        }

        return (magnitudes, squares);
    }
}
