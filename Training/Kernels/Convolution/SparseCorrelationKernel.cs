using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>The gradient of a filter from the largest elements of windows: up to 6 rows of taps and 4 vectors of them in registers.</summary>
internal static unsafe class SparseCorrelationKernel<S, V> where S : ISimd<V> where V : unmanaged
{
    private const int TileRows = 6, TileVectors = 4;

    public static void Run(in SparseCorrelationTask task)
    {
        for (int row = 0; row < task.TapRows; row += TileRows)
        {
            int rows = Math.Min(TileRows, task.TapRows - row);
            for (int column = 0; column < task.TapWidth; column += TileVectors * S.Lanes)
            {
                switch (Math.Min(TileVectors, (task.TapWidth - column) / S.Lanes))
                {
                    case 1: Tile<One>(task, rows, row, column); break;
                    case 2: Tile<Two>(task, rows, row, column); break;
                    case 3: Tile<Three>(task, rows, row, column); break;
                    default: Tile<Four>(task, rows, row, column); break;
                }
            }
        }
    }

    private static void Tile<W>(in SparseCorrelationTask task, int rows, int row, int column) where W : ICount
    {
        switch (rows)
        {
            case 1: Tile<One, W>(task, row, column); break;
            case 2: Tile<Two, W>(task, row, column); break;
            case 3: Tile<Three, W>(task, row, column); break;
            case 4: Tile<Four, W>(task, row, column); break;
            case 5: Tile<Five, W>(task, row, column); break;
            default: Tile<Six, W>(task, row, column); break;
        }
    }

    [MethodImpl(KernelOptions.Compiled)]
    private static void Tile<R, W>(in SparseCorrelationTask task, int row, int column) where R : ICount where W : ICount
    {
        TileRow<S, V, W> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default;
        nint stride = task.TapRowStride, strideC = task.TapWidth;
        float* c = task.C + row * strideC + column;
        r0.Load(c);
        if (R.Value > 1)
            r1.Load(c + strideC);
        if (R.Value > 2)
            r2.Load(c + 2 * strideC);
        if (R.Value > 3)
            r3.Load(c + 3 * strideC);
        if (R.Value > 4)
            r4.Load(c + 4 * strideC);
        if (R.Value > 5)
            r5.Load(c + 5 * strideC);

        float* origin = task.B + row * stride + column;
        for (int window = 0; window < task.Windows; window++, origin += task.WindowStride)
        {
            V g = S.Broadcast(task.Gradient[window]);
            float* b = origin + task.Places[task.Codes[window]];
            r0.MultiplyAdd(g, b);
            if (R.Value > 1)
                r1.MultiplyAdd(g, b + stride);
            if (R.Value > 2)
                r2.MultiplyAdd(g, b + 2 * stride);
            if (R.Value > 3)
                r3.MultiplyAdd(g, b + 3 * stride);
            if (R.Value > 4)
                r4.MultiplyAdd(g, b + 4 * stride);
            if (R.Value > 5)
                r5.MultiplyAdd(g, b + 5 * stride);
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
