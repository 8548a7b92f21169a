using System.Runtime.CompilerServices;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Kernels;

/// <summary>The dense matrix product: cuts C into register tiles and k into blocks that stay in the first-level cache.</summary>
internal static class MatrixProduct<S, V> where S : ISimd<V> where V : unmanaged
{
    private const int TileRows = 6;

    /// <summary>Rows of B per block: with four vectors of 64 bytes, 32 KiB of a 48 KiB first-level cache.</summary>
    private const int Block = 128;

    [MethodImpl(KernelOptions.Compiled)]
    public static void Run(in MatrixTask task)
    {
        int width = PaddedMatrix.Pad(task.N);
        int panel = S.TileVectors * S.Lanes;
        // A step down the gradient needs the whole sum, so only plain products are cut along k.
        int block = task.Descent is not null ? Math.Max(task.K, 1) : Block;
        for (int column = 0; column < width; column += panel)
        {
            int vectors = Math.Min(panel, width - column) / S.Lanes;
            int first = 0;
            do
            {
                int end = Math.Min(first + block, task.K);
                Panel(task, column, vectors, first, end);
                first = end;
            }
            while (first < task.K);
        }
    }

    /// <summary>All rows of one panel of columns. Tile heights differ by at most one, so that no tile is left with too few sums to hide the latency.</summary>
    private static void Panel(in MatrixTask task, int column, int vectors, int first, int end)
    {
        int tiles = (task.M + TileRows - 1) / TileRows;
        for (int tile = 0, row = 0; tile < tiles; tile++)
        {
            int next = (int)((long)(tile + 1) * task.M / tiles);
            switch (vectors)
            {
                case 1: Tile<One>(task, next - row, row, column, first, end); break;
                case 2: Tile<Two>(task, next - row, row, column, first, end); break;
                case 3: Tile<Three>(task, next - row, row, column, first, end); break;
                default: Tile<Four>(task, next - row, row, column, first, end); break;
            }

            row = next;
        }
    }

    private static void Tile<W>(in MatrixTask task, int rows, int row, int column, int first, int end) where W : ICount
    {
        switch (rows)
        {
            case 1: TileKernel<S, V>.Run<One, W>(task, row, column, first, end); break;
            case 2: TileKernel<S, V>.Run<Two, W>(task, row, column, first, end); break;
            case 3: TileKernel<S, V>.Run<Three, W>(task, row, column, first, end); break;
            case 4: TileKernel<S, V>.Run<Four, W>(task, row, column, first, end); break;
            case 5: TileKernel<S, V>.Run<Five, W>(task, row, column, first, end); break;
            default: TileKernel<S, V>.Run<Six, W>(task, row, column, first, end); break;
        }
    }
}
