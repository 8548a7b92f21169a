using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>Transposes a matrix: whole blocks of 8 by 8 in registers, what is left over element by element.</summary>
internal static unsafe class TransposeKernel<S, V> where S : ISimd<V> where V : unmanaged
{
    private const int Block = 8;

    /// <summary>target[c, r] = source[r, c]. Nothing else is written, so zero padding of the target stays zero.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Run(float* source, int rows, int columns, nint sourceStride, float* target, nint targetStride)
    {
        int wholeRows = rows / Block * Block, wholeColumns = columns / Block * Block;
        for (int row = 0; row < wholeRows; row += Block)
        {
            for (int column = 0; column < wholeColumns; column += Block)
                S.TransposeBlock(source + row * sourceStride + column, sourceStride, target + column * targetStride + row, targetStride);
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = row < wholeRows ? wholeColumns : 0; column < columns; column++)
                target[column * targetStride + row] = source[row * sourceStride + column];
        }
    }
}
