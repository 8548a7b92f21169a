using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>Copies short rows, for which the call of a general copy costs more than the copy.</summary>
internal static unsafe class RowCopy
{
    /// <summary>Copies <paramref name="width"/> elements of each row and touches nothing else.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Run(float* source, nint sourceStride, float* target, nint targetStride, int rows, int width)
    {
        const int Lanes = 8;
        for (int row = 0; row < rows; row++, source += sourceStride, target += targetStride)
        {
            int x = 0;
            for (; x <= width - Lanes; x += Lanes)
                Vector256.Load(source + x).Store(target + x);
            // The last vector overlaps the one before.
            if (x < width && width > Lanes)
                Vector256.Load(source + width - Lanes).Store(target + width - Lanes);
            else
            {
                for (; x < width; x++)
                    target[x] = source[x];
            }
        }
    }
}
