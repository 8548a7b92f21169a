using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>Finds the elements of a batch that are not zero, by rows and by columns in one pass over its memory.</summary>
internal static unsafe class NonZeroKernel<S, V> where S : ISimd<V> where V : unmanaged
{
    /// <param name="matrix"><c>[rows, columns]</c>; not read beyond its last element.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="stride">The distance from one row to the next.</param>
    /// <param name="byRow">Receives 64 columns per word, <c>[rows, ⌈columns / 64⌉]</c>.</param>
    /// <param name="byColumn">Receives 32 rows per word, <c>[⌈rows / 32⌉, columns]</c>.</param>
    /// <returns>The number of elements that are not zero.</returns>
    [MethodImpl(KernelOptions.Compiled)]
    public static long Run(float* matrix, int rows, int columns, nint stride, ulong* byRow, uint* byColumn)
    {
        long count = 0;
        for (int row = 0; row < rows; row++, matrix += stride)
        {
            uint* marks = byColumn + row / 32 * columns;
            if (row % 32 == 0)
                new Span<uint>(marks, columns).Clear();
            for (int column = 0; column < columns; column += 64)
            {
                ulong word = Word(matrix + column, marks + column, 1u << row, Math.Min(64, columns - column));
                *byRow++ = word;
                count += BitOperations.PopCount(word);
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(float* source, uint* marks, uint bit, int count)
    {
        ulong word = 0;
        int i = 0;
        for (; i <= count - S.Lanes; i += S.Lanes)
            word |= (ulong)S.MarkNonZero(source + i, marks + i, bit) << i;
        for (; i < count; i++)
            word |= (ulong)Scalar.MarkNonZero(source + i, marks + i, bit) << i;
        return word;
    }
}
