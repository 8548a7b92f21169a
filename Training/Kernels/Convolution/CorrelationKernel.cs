using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>Dot products of planes with shifted planes: tiles of up to 6 planes of A and 4 of B, a vector of partial sums for each pair.</summary>
internal static unsafe class CorrelationKernel<S, V> where S : ISimd<V> where V : unmanaged
{
    private const int TileRows = 6;

    /// <summary>The planes of A that fit outside, those of B inside.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Run(in CorrelationTask task)
    {
        int tiles = (task.M + TileRows - 1) / TileRows;
        for (int tile = 0, m = 0; tile < tiles; tile++)
        {
            int next = (int)((long)(tile + 1) * task.M / tiles);
            for (int k = task.Symmetric ? m : 0; k < task.K; k += S.TileVectors)
            {
                switch (Math.Min(S.TileVectors, task.K - k))
                {
                    case 1: Tile<One>(task, next - m, m, k); break;
                    case 2: Tile<Two>(task, next - m, m, k); break;
                    case 3: Tile<Three>(task, next - m, m, k); break;
                    default: Tile<Four>(task, next - m, m, k); break;
                }
            }

            m = next;
        }
    }

    private static void Tile<W>(in CorrelationTask task, int rows, int m, int k) where W : ICount
    {
        switch (rows)
        {
            case 1: Tile<One, W>(task, m, k); break;
            case 2: Tile<Two, W>(task, m, k); break;
            case 3: Tile<Three, W>(task, m, k); break;
            case 4: Tile<Four, W>(task, m, k); break;
            case 5: Tile<Five, W>(task, m, k); break;
            default: Tile<Six, W>(task, m, k); break;
        }
    }

    [MethodImpl(KernelOptions.Compiled)]
    private static void Tile<R, W>(in CorrelationTask task, int m, int k) where R : ICount where W : ICount
    {
        TileRow<S, V, W> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default;
        int* planesA = task.OffsetsA + m, planesB = task.OffsetsB + k;
        int width = task.Width;
        for (int image = 0; image < task.Images; image++)
        {
            float* originA = task.A + image * task.ImageStrideA;
            float* originB = task.B + image * task.ImageStrideB;
            for (int row = 0; row < task.Rows; row++, originA += task.RowStrideA, originB += task.RowStrideB)
            {
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
                for (nint x = 0; x < width; x += S.Lanes)
                {
                    V b0 = S.Load(p0 + x);
                    V b1 = W.Value > 1 ? S.Load(p1 + x) : default;
                    V b2 = W.Value > 2 ? S.Load(p2 + x) : default;
                    V b3 = W.Value > 3 ? S.Load(p3 + x) : default;
                    r0.MultiplyAdd(S.Load(a0 + x), b0, b1, b2, b3);
                    if (R.Value > 1)
                        r1.MultiplyAdd(S.Load(a1 + x), b0, b1, b2, b3);
                    if (R.Value > 2)
                        r2.MultiplyAdd(S.Load(a2 + x), b0, b1, b2, b3);
                    if (R.Value > 3)
                        r3.MultiplyAdd(S.Load(a3 + x), b0, b1, b2, b3);
                    if (R.Value > 4)
                        r4.MultiplyAdd(S.Load(a4 + x), b0, b1, b2, b3);
                    if (R.Value > 5)
                        r5.MultiplyAdd(S.Load(a5 + x), b0, b1, b2, b3);
                }
            }
        }

        float* c = task.C + k * task.StrideC + m;
        r0.AddSums(c, task.StrideC);
        if (R.Value > 1)
            r1.AddSums(c + 1, task.StrideC);
        if (R.Value > 2)
            r2.AddSums(c + 2, task.StrideC);
        if (R.Value > 3)
            r3.AddSums(c + 3, task.StrideC);
        if (R.Value > 4)
            r4.AddSums(c + 4, task.StrideC);
        if (R.Value > 5)
            r5.AddSums(c + 5, task.StrideC);
    }
}
