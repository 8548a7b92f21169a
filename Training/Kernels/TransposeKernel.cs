using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>Transposes a matrix into padded rows.</summary>
internal static unsafe class TransposeKernel
{
    /// <summary>target[c, r] = source[r, c].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, int rows, int columns, nint sourceStride, float* target, nint targetStride)
    {
        for (int column = 0; column < columns; column++)
        {
            float* from = source + column;
            float* to = target + column * targetStride;
            for (int row = 0; row < rows; row++, from += sourceStride)
                to[row] = *from;
        }
    }
}
