using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>Sums, sums of squares and extremes of windows in one pass over rows that are in the cache.</summary>
internal static unsafe class PoolKernel<S, V> where S : ISimd<V> where V : unmanaged
{
    /// <returns>Σ x and Σ x² over the rows.</returns>
    [MethodImpl(KernelOptions.Compiled)]
    public static (double Sum, double Squares) Run(in PoolTask task)
    {
        V sums = S.Zero, squares = S.Zero, sign = S.Broadcast(task.Sign);
        float* keys = task.Scrap, codes = task.Scrap + Tensors.PaddedMatrix.Pad(task.Width);
        int x = 0;
        for (; x <= task.Width - S.Lanes; x += S.Lanes)
        {
            float* element = task.Rows + x;
            V value = S.Load(element), best = S.Multiply(sign, value), bestCode = S.Zero;
            sums = S.Add(sums, value);
            squares = S.MultiplyAdd(value, value, squares);
            for (int row = 1; row < task.Height; row++)
            {
                element += task.RowStride;
                value = S.Load(element);
                sums = S.Add(sums, value);
                squares = S.MultiplyAdd(value, value, squares);
                V key = S.Multiply(sign, value);
                bestCode = S.SelectGreater(key, best, S.Broadcast(Code(row * task.WindowWidth)), bestCode);
                best = S.SelectGreater(key, best, key, best);
            }

            S.Store(keys + x, best);
            S.Store(codes + x, bestCode);
        }

        double sum = S.Sum(sums), square = S.Sum(squares);
        for (; x < task.Width; x++)
            Column(task, x, keys, codes, ref sum, ref square);
        if (task.Windows > 0)
            Across(task, keys, codes);
        return (sum, square);
    }

    /// <summary>The same for one column behind the last whole vector.</summary>
    private static void Column(in PoolTask task, int x, float* keys, float* codes, ref double sum, ref double squares)
    {
        (keys[x], codes[x]) = (task.Sign * task.Rows[x], 0);
        for (int row = 0; row < task.Height; row++)
        {
            float value = task.Rows[row * task.RowStride + x];
            sum += value;
            squares += (double)value * value;
            if (task.Sign * value > keys[x])
                (keys[x], codes[x]) = (task.Sign * value, Code(row * task.WindowWidth));
        }
    }

    /// <summary>The largest of the columns' keys for each window; of equal ones the first, row by row.</summary>
    /// <remarks>A float's bits, mirrored where it is negative, have its order, and the code fits behind them: one comparison of whole numbers, without a branch.</remarks>
    private static void Across(in PoolTask task, float* keys, float* codes)
    {
        int x = 0;
        for (int window = 0; window < task.Windows; window++)
        {
            long best = long.MinValue;
            for (int column = 0; column < task.WindowWidth; column++, x++)
            {
                int order = Mirror(((int*)keys)[x]);
                best = Math.Max(best, ((long)order << 32) | (uint)(int.MaxValue - ((int*)codes)[x] - column));
            }

            task.Values[window] = task.Sign * BitConverter.Int32BitsToSingle(Mirror((int)(best >> 32)));
            task.Codes[window] = (byte)(int.MaxValue - (int)(uint)best);
        }

        if (task.Sign != 0)
            return;
        for (int window = 0; window < task.Windows; window++)
            (task.Values[window], task.Codes[window]) = (task.Rows[window * task.WindowWidth], 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Mirror(int bits) => bits ^ ((bits >> 31) & int.MaxValue);

    /// <summary>A small whole number as a vector's lane: selections move its bits and never calculate with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Code(int number) => BitConverter.Int32BitsToSingle(number);
}
