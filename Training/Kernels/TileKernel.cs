using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>The inner loop of the matrix product: a tile of up to 6 rows and 4 vectors of C, kept in registers.</summary>
/// <remarks>
/// Each element of C is one chain of fused multiply-adds in ascending k that starts at the bias or at zero. The order never depends on the tile,
/// on the blocking or on the batch, so results are reproducible bit by bit.
/// </remarks>
internal static unsafe class TileKernel<S, V> where S : ISimd<V> where V : unmanaged
{
    /// <summary>Runs the tile that begins at row <paramref name="row"/> and column <paramref name="column"/> of C.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Run<R, W>(in MatrixTask task, int row, int column, int first, int end) where R : ICount where W : ICount
    {
        TileRow<S, V, W> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default;
        nint strideC = task.StrideC;
        float* c = task.C + row * strideC + column;
        if (first > 0 || task.Bias != null)
        {
            float* start = first > 0 ? c : task.Bias + column;
            nint step = first > 0 ? strideC : 0;
            r0.Load(start);
            if (R.Value > 1)
                r1.Load(start + step);
            if (R.Value > 2)
                r2.Load(start + 2 * step);
            if (R.Value > 3)
                r3.Load(start + 3 * step);
            if (R.Value > 4)
                r4.Load(start + 4 * step);
            if (R.Value > 5)
                r5.Load(start + 5 * step);
        }

        nint strideA = task.RowStrideA, strideK = task.ColumnStrideA, strideB = task.StrideB;
        float* a = task.A + row * strideA + first * strideK;
        float* b = task.B + first * strideB + column;
        for (int k = first; k < end; k++)
        {
            V b0 = S.Load(b);
            V b1 = W.Value > 1 ? S.Load(b + S.Lanes) : default;
            V b2 = W.Value > 2 ? S.Load(b + 2 * S.Lanes) : default;
            V b3 = W.Value > 3 ? S.Load(b + 3 * S.Lanes) : default;
            r0.MultiplyAdd(S.Broadcast(*a), b0, b1, b2, b3);
            if (R.Value > 1)
                r1.MultiplyAdd(S.Broadcast(a[strideA]), b0, b1, b2, b3);
            if (R.Value > 2)
                r2.MultiplyAdd(S.Broadcast(a[2 * strideA]), b0, b1, b2, b3);
            if (R.Value > 3)
                r3.MultiplyAdd(S.Broadcast(a[3 * strideA]), b0, b1, b2, b3);
            if (R.Value > 4)
                r4.MultiplyAdd(S.Broadcast(a[4 * strideA]), b0, b1, b2, b3);
            if (R.Value > 5)
                r5.MultiplyAdd(S.Broadcast(a[5 * strideA]), b0, b1, b2, b3);
            a += strideK;
            b += strideB;
        }

        if (task.Descent is { } descent)
        {
            V minusRate = S.Broadcast(-descent.Rate), decay = S.Broadcast(descent.Decay);
            r0.Descend(c, minusRate, decay);
            if (R.Value > 1)
                r1.Descend(c + strideC, minusRate, decay);
            if (R.Value > 2)
                r2.Descend(c + 2 * strideC, minusRate, decay);
            if (R.Value > 3)
                r3.Descend(c + 3 * strideC, minusRate, decay);
            if (R.Value > 4)
                r4.Descend(c + 4 * strideC, minusRate, decay);
            if (R.Value > 5)
                r5.Descend(c + 5 * strideC, minusRate, decay);
            return;
        }

        r0.Store(c);
        if (R.Value > 1)
            r1.Store(c + strideC);
        if (R.Value > 2)
            r2.Store(c + 2 * strideC);
        if (R.Value > 3)
            r3.Store(c + 3 * strideC);
        if (R.Value > 4)
            r4.Store(c + 4 * strideC);
        if (R.Value > 5)
            r5.Store(c + 5 * strideC);
    }
}
