using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>The convolution as a matrix product on pixels that are read where they stand: tiles of up to 6 channels and 4 vectors of pixels in registers.</summary>
/// <remarks>Each output is one chain of fused multiply-adds in ascending order of the taps, so every instruction set gives the same bits.</remarks>
internal static unsafe class ConvolutionKernel<S, V> where S : ISimd<V> where V : unmanaged
{
    private const int TileRows = 6;

    /// <summary>Channels outside, pixels inside: the weights of a tile stay in the first-level cache.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Run(in ConvolutionTask task)
    {
        int tiles = (task.Channels + TileRows - 1) / TileRows, positions = task.Rows * (task.Width / S.Lanes);
        for (int tile = 0, channel = 0; tile < tiles; tile++)
        {
            int next = (int)((long)(tile + 1) * task.Channels / tiles);
            for (int position = 0; position < positions; position += S.TileVectors)
            {
                switch (Math.Min(S.TileVectors, positions - position))
                {
                    case 1: Tile<One>(task, next - channel, channel, position); break;
                    case 2: Tile<Two>(task, next - channel, channel, position); break;
                    case 3: Tile<Three>(task, next - channel, channel, position); break;
                    default: Tile<Four>(task, next - channel, channel, position); break;
                }
            }

            channel = next;
        }
    }

    private static void Tile<W>(in ConvolutionTask task, int rows, int channel, int position) where W : ICount
    {
        switch (rows)
        {
            case 1: Tile<One, W>(task, channel, position); break;
            case 2: Tile<Two, W>(task, channel, position); break;
            case 3: Tile<Three, W>(task, channel, position); break;
            case 4: Tile<Four, W>(task, channel, position); break;
            case 5: Tile<Five, W>(task, channel, position); break;
            default: Tile<Six, W>(task, channel, position); break;
        }
    }

    [MethodImpl(KernelOptions.Compiled)]
    private static void Tile<R, W>(in ConvolutionTask task, int channel, int position) where R : ICount where W : ICount
    {
        TileRow<S, V, W> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default;
        if (task.Bias != null)
        {
            float* bias = task.Bias + channel;
            r0.Fill(S.Broadcast(bias[0]));
            if (R.Value > 1)
                r1.Fill(S.Broadcast(bias[1]));
            if (R.Value > 2)
                r2.Fill(S.Broadcast(bias[2]));
            if (R.Value > 3)
                r3.Fill(S.Broadcast(bias[3]));
            if (R.Value > 4)
                r4.Fill(S.Broadcast(bias[4]));
            if (R.Value > 5)
                r5.Fill(S.Broadcast(bias[5]));
        }

        nint strideA = task.RowStrideA, strideK = task.ColumnStrideA;
        float* a = task.A + channel * strideA;
        float* i0 = Pixels(task, position);
        float* i1 = W.Value > 1 ? Pixels(task, position + 1) : null;
        float* i2 = W.Value > 2 ? Pixels(task, position + 2) : null;
        float* i3 = W.Value > 3 ? Pixels(task, position + 3) : null;
        int* offsets = task.Offsets, end = offsets + task.Taps;
        for (; offsets < end; offsets++, a += strideK)
        {
            nint offset = *offsets;
            V b0 = S.Load(i0 + offset);
            V b1 = W.Value > 1 ? S.Load(i1 + offset) : default;
            V b2 = W.Value > 2 ? S.Load(i2 + offset) : default;
            V b3 = W.Value > 3 ? S.Load(i3 + offset) : default;
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
        }

        float* c = task.C + channel * task.ChannelStrideC;
        float* c0 = c + Output(task, position);
        float* c1 = W.Value > 1 ? c + Output(task, position + 1) : null;
        float* c2 = W.Value > 2 ? c + Output(task, position + 2) : null;
        float* c3 = W.Value > 3 ? c + Output(task, position + 3) : null;
        nint strideC = task.ChannelStrideC;
        r0.Store(c0, c1, c2, c3);
        if (R.Value > 1)
            r1.Store(c0 + strideC, c1 + strideC, c2 + strideC, c3 + strideC);
        if (R.Value > 2)
            r2.Store(c0 + 2 * strideC, c1 + 2 * strideC, c2 + 2 * strideC, c3 + 2 * strideC);
        if (R.Value > 3)
            r3.Store(c0 + 3 * strideC, c1 + 3 * strideC, c2 + 3 * strideC, c3 + 3 * strideC);
        if (R.Value > 4)
            r4.Store(c0 + 4 * strideC, c1 + 4 * strideC, c2 + 4 * strideC, c3 + 4 * strideC);
        if (R.Value > 5)
            r5.Store(c0 + 5 * strideC, c1 + 5 * strideC, c2 + 5 * strideC, c3 + 5 * strideC);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Pixels(in ConvolutionTask task, int position)
    {
        (int row, int vector) = Math.DivRem(position, task.Width / S.Lanes);
        return task.Image + row * task.RowStrideImage + vector * S.Lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Output(in ConvolutionTask task, int position)
    {
        (int row, int vector) = Math.DivRem(position, task.Width / S.Lanes);
        return row * task.RowStrideC + vector * S.Lanes;
    }
}
