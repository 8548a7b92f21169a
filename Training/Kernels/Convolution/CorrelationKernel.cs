using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>Dot products of planes with shifted planes: tiles of up to 6 planes of A and 4 of B, a vector of partial sums for each pair.</summary>
internal static unsafe class CorrelationKernel<S, V> where S : ISimd<V> where V : unmanaged
{
    private const int TileRows = 6;

    /// <summary>
    /// Six planes of A after the other; their rows strip by strip, so that a strip of them stays in the first-level cache while it meets all planes of B.
    /// The vectors of partial sums wait in memory from one strip to the next.
    /// </summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Run(in CorrelationTask task)
    {
        int tiles = (task.M + TileRows - 1) / TileRows;
        for (int tile = 0, m = 0; tile < tiles; tile++)
        {
            int next = (int)((long)(tile + 1) * task.M / tiles), first = task.Symmetric ? m : 0;
            new Span<float>(task.Partial, task.K * TileRows * S.Lanes).Clear();
            for (int image = 0; image < task.Images; image++)
            {
                for (int row = 0; row < task.Rows; row += task.RowsAtOnce)
                    Strip(task, m, next - m, first, image, row);
            }

            AddSums(task, m, next - m, first);
            m = next;
        }
    }

    /// <summary>How much room the partial sums need, in elements.</summary>
    public static int PartialLength(int k) => k * TileRows * S.Lanes;

    private static void Strip(in CorrelationTask task, int m, int rows, int first, int image, int row)
    {
        for (int k = first; k < task.K; k += S.TileVectors)
        {
            switch (Math.Min(S.TileVectors, task.K - k))
            {
                case 1: Tile<One>(task, rows, m, k, image, row); break;
                case 2: Tile<Two>(task, rows, m, k, image, row); break;
                case 3: Tile<Three>(task, rows, m, k, image, row); break;
                default: Tile<Four>(task, rows, m, k, image, row); break;
            }
        }
    }

    /// <summary>Sums up the vectors, which stand tile by tile: plane of A by plane of A, and of B within.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    private static void AddSums(in CorrelationTask task, int m, int rows, int first)
    {
        for (int k = first; k < task.K; k += S.TileVectors)
        {
            int vectors = Math.Min(S.TileVectors, task.K - k);
            float* partial = task.Partial + k * TileRows * S.Lanes;
            for (int row = 0; row < rows; row++)
            {
                for (int vector = 0; vector < vectors; vector++, partial += S.Lanes)
                    task.C[(k + vector) * task.StrideC + m + row] += S.Sum(S.Load(partial));
            }
        }
    }

    private static void Tile<W>(in CorrelationTask task, int rows, int m, int k, int image, int row) where W : ICount
    {
        switch (rows)
        {
            case 1: Tile<One, W>(task, m, k, image, row); break;
            case 2: Tile<Two, W>(task, m, k, image, row); break;
            case 3: Tile<Three, W>(task, m, k, image, row); break;
            case 4: Tile<Four, W>(task, m, k, image, row); break;
            case 5: Tile<Five, W>(task, m, k, image, row); break;
            default: Tile<Six, W>(task, m, k, image, row); break;
        }
    }

    [MethodImpl(KernelOptions.Compiled)]
    private static void Tile<R, W>(in CorrelationTask task, int m, int k, int image, int first) where R : ICount where W : ICount
    {
        TileRow<S, V, W> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default;
        float* partial = task.Partial + k * TileRows * S.Lanes;
        int step = W.Value * S.Lanes;
        r0.Load(partial);
        if (R.Value > 1)
            r1.Load(partial + step);
        if (R.Value > 2)
            r2.Load(partial + 2 * step);
        if (R.Value > 3)
            r3.Load(partial + 3 * step);
        if (R.Value > 4)
            r4.Load(partial + 4 * step);
        if (R.Value > 5)
            r5.Load(partial + 5 * step);

        int* planesA = task.OffsetsA + m, planesB = task.OffsetsB + k;
        float* originA = task.A + image * task.ImageStrideA + first * task.RowStrideA, originB = task.B + image * task.ImageStrideB + first * task.RowStrideB;
        float* a0 = originA + planesA[0];
        float* a1 = R.Value > 1 ? originA + planesA[1] : null;
        float* a2 = R.Value > 2 ? originA + planesA[2] : null;
        float* a3 = R.Value > 3 ? originA + planesA[3] : null;
        float* a4 = R.Value > 4 ? originA + planesA[4] : null;
        float* a5 = R.Value > 5 ? originA + planesA[5] : null;
        float* p0 = originB + planesB[0];
        float* p1 = W.Value > 1 ? originB + planesB[1] : null;
        float* p2 = W.Value > 2 ? originB + planesB[2] : null;
        float* p3 = W.Value > 3 ? originB + planesB[3] : null;
        int width = task.Width, rows = Math.Min(task.RowsAtOnce, task.Rows - first);
        nint rowA = 0, rowB = 0;
        for (int row = 0; row < rows; row++, rowA += task.RowStrideA, rowB += task.RowStrideB)
        {
            nint xb = rowB, end = rowA + width;
            for (nint xa = rowA; xa < end; xa += S.Lanes, xb += S.Lanes)
            {
                V b0 = S.Load(p0 + xb);
                V b1 = W.Value > 1 ? S.Load(p1 + xb) : default;
                V b2 = W.Value > 2 ? S.Load(p2 + xb) : default;
                V b3 = W.Value > 3 ? S.Load(p3 + xb) : default;
                r0.MultiplyAdd(S.Load(a0 + xa), b0, b1, b2, b3);
                if (R.Value > 1)
                    r1.MultiplyAdd(S.Load(a1 + xa), b0, b1, b2, b3);
                if (R.Value > 2)
                    r2.MultiplyAdd(S.Load(a2 + xa), b0, b1, b2, b3);
                if (R.Value > 3)
                    r3.MultiplyAdd(S.Load(a3 + xa), b0, b1, b2, b3);
                if (R.Value > 4)
                    r4.MultiplyAdd(S.Load(a4 + xa), b0, b1, b2, b3);
                if (R.Value > 5)
                    r5.MultiplyAdd(S.Load(a5 + xa), b0, b1, b2, b3);
            }
        }

        r0.Store(partial);
        if (R.Value > 1)
            r1.Store(partial + step);
        if (R.Value > 2)
            r2.Store(partial + 2 * step);
        if (R.Value > 3)
            r3.Store(partial + 3 * step);
        if (R.Value > 4)
            r4.Store(partial + 4 * step);
        if (R.Value > 5)
            r5.Store(partial + 5 * step);
    }
}
