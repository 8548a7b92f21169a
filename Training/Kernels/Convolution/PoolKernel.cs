using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>Sums, sums of squares and extremes of windows in one pass over rows that are in the cache.</summary>
internal static unsafe class PoolKernel<S, V> where S : ISimd<V> where V : unmanaged
{
    private const int CodeBits = 8, MostCode = (1 << CodeBits) - 1;

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
        {
            if (task.WindowWidth == 4)
                AcrossFour(task, keys, codes);
            else
                Across(task, keys, codes);
            if (task.Sign == 0)
                First(task);
        }

        return (sum, square);
    }

    /// <summary>The same for one column behind the last whole vector.</summary>
    [MethodImpl(KernelOptions.Compiled)]
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
    /// <remarks>
    /// A float's bits, mirrored where it is negative, have its order, and the code fits behind them. So the larger one is found by
    /// subtracting whole numbers: which it will be cannot be foreseen, and a branch would guess wrong half the time.
    /// </remarks>
    [MethodImpl(KernelOptions.Compiled)]
    private static void Across(in PoolTask task, float* keys, float* codes)
    {
        int* key = (int*)keys, code = (int*)codes;
        for (int window = 0; window < task.Windows; window++)
        {
            long best = Rank(*key++, *code++);
            for (int column = 1; column < task.WindowWidth; column++)
            {
                long less = best - Rank(*key++, *code++ + column);
                best -= less & (less >> 63);
            }

            task.Values[window] = task.Sign * BitConverter.Int32BitsToSingle(Mirror((int)(best >> CodeBits)));
            task.Codes[window] = (byte)(MostCode - (int)(best & MostCode));
        }

    }

    /// <summary>The same for windows of four columns, the commonest wide ones: a window is a vector, which holds its maximum after two exchanges of lanes.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    private static void AcrossFour(in PoolTask task, float* keys, float* codes)
    {
        Vector128<int> columns = Vector128.Create(0, 1, 2, 3), most = Vector128.Create(MostCode);
        for (int window = 0; window < task.Windows; window++)
        {
            Vector128<float> key = Vector128.Load(keys + 4 * window);
            Vector128<float> best = Vector128.MaxNative(key, Vector128.Shuffle(key, Vector128.Create(1, 0, 3, 2)));
            best = Vector128.MaxNative(best, Vector128.Shuffle(best, Vector128.Create(2, 3, 0, 1)));
            Vector128<int> code = Vector128.Load((int*)codes + 4 * window) + columns;
            Vector128<int> first = Vector128.ConditionalSelect(Vector128.Equals(key, best).AsInt32(), code, most);
            first = Vector128.Min(first, Vector128.Shuffle(first, Vector128.Create(1, 0, 3, 2)));
            first = Vector128.Min(first, Vector128.Shuffle(first, Vector128.Create(2, 3, 0, 1)));
            task.Values[window] = task.Sign * best.ToScalar();
            task.Codes[window] = (byte)first.ToScalar();
        }
    }

    /// <summary>Where γ is zero all values of a window come out the same: the first counts as the largest.</summary>
    private static void First(in PoolTask task)
    {
        for (int window = 0; window < task.Windows; window++)
            (task.Values[window], task.Codes[window]) = (task.Rows[window * task.WindowWidth], 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Mirror(int bits) => bits ^ ((bits >> 31) & int.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Rank(int key, int code) => ((long)Mirror(key) << CodeBits) | (uint)(MostCode - code);

    /// <summary>A small whole number as a vector's lane: selections move its bits and never calculate with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Code(int number) => BitConverter.Int32BitsToSingle(number);
}
