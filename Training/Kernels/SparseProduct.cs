using System.Numerics;
using System.Runtime.CompilerServices;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Kernels;

/// <summary>The matrix product that leaves out the zeros of A.</summary>
/// <remarks>
/// What is left out would have added ±0 to a sum, so the bits are those of the dense product for finite B (the sign of a sum that is zero apart).
/// One row of up to eight vectors of C is kept in registers: enough sums to hide the latency, and B is read once per element of A that counts.
/// </remarks>
internal static unsafe class SparseProduct<S, V> where S : ISimd<V> where V : unmanaged
{
    private const int PanelVectors = 8;

    /// <param name="task">The product.</param>
    /// <param name="mask">Which elements of A count, <c>[m, k]</c>.</param>
    public static void Run(in MatrixTask task, in BitMatrix mask)
    {
        int width = PaddedMatrix.Pad(task.N);
        for (int column = 0; column < width;)
        {
            int vectors = (width - column) / S.Lanes;
            switch (vectors)
            {
                case >= PanelVectors: Panel<Four, Four>(task, mask, column); vectors = PanelVectors; break;
                case >= 4: Panel<Four, None>(task, mask, column); vectors = 4; break;
                case 3: Panel<Three, None>(task, mask, column); break;
                case 2: Panel<Two, None>(task, mask, column); break;
                default: Panel<One, None>(task, mask, column); break;
            }

            column += vectors * S.Lanes;
        }
    }

    /// <summary>One panel of columns. A plain product takes one word of k after the other, so that the rows of B of a word stay in the first-level cache.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    private static void Panel<L, R>(in MatrixTask task, in BitMatrix mask, int column) where L : ICount where R : ICount
    {
        int words = (task.K + mask.WordBits - 1) / mask.WordBits;
        if (task.Descent is { } descent)
        {
            for (int row = 0; row < task.M; row++)
                Descend<L, R>(task, mask, column, row, words, descent);
            return;
        }

        for (int word = 0; word < Math.Max(words, 1); word++)
        {
            for (int row = 0; row < task.M; row++)
                Accumulate<L, R>(task, word < words ? mask.Word(row, word) : 0, column, row, word * mask.WordBits);
        }
    }

    /// <summary>Adds the products of one word to a row of C, which begins with the bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate<L, R>(in MatrixTask task, ulong bits, int column, int row, int first) where L : ICount where R : ICount
    {
        if (bits == 0 && first > 0)
            return;
        TileRow<S, V, L> left = default;
        TileRow<S, V, R> right = default;
        float* c = task.C + row * task.StrideC + column;
        if (first > 0 || task.Bias != null)
        {
            float* start = first > 0 ? c : task.Bias + column;
            left.Load(start);
            right.Load(start + L.Value * S.Lanes);
        }

        float* a = task.A + row * task.RowStrideA + first * task.ColumnStrideA;
        float* b = task.B + first * task.StrideB + column;
        while (bits != 0)
        {
            int k = BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            V value = S.Broadcast(a[k * task.ColumnStrideA]);
            float* rowOfB = b + k * task.StrideB;
            left.MultiplyAdd(value, rowOfB);
            right.MultiplyAdd(value, rowOfB + L.Value * S.Lanes);
        }

        left.Store(c);
        right.Store(c + L.Value * S.Lanes);
    }

    /// <summary>Sums a whole row of the gradient and steps down it. Without a penalty, weights without a gradient stay as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Descend<L, R>(in MatrixTask task, in BitMatrix mask, int column, int row, int words, Descent descent)
        where L : ICount where R : ICount
    {
        TileRow<S, V, L> left = default;
        TileRow<S, V, R> right = default;
        bool any = descent.Decay != 0;
        for (int word = 0; word < words; word++)
        {
            ulong bits = mask.Word(row, word);
            any |= bits != 0;
            float* a = task.A + row * task.RowStrideA + word * mask.WordBits * task.ColumnStrideA;
            float* b = task.B + word * mask.WordBits * task.StrideB + column;
            while (bits != 0)
            {
                int k = BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
                V value = S.Broadcast(a[k * task.ColumnStrideA]);
                float* rowOfB = b + k * task.StrideB;
                left.MultiplyAdd(value, rowOfB);
                right.MultiplyAdd(value, rowOfB + L.Value * S.Lanes);
            }
        }

        if (!any)
            return;
        float* c = task.C + row * task.StrideC + column;
        V minusRate = S.Broadcast(-descent.Rate), decay = S.Broadcast(descent.Decay);
        left.Descend(c, minusRate, decay);
        right.Descend(c + L.Value * S.Lanes, minusRate, decay);
    }
}
