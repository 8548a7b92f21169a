using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>Softmax and the cross-entropy of it, row by row, shifted by the row's largest logit so that no exponential overflows.</summary>
internal static unsafe class SoftmaxKernels<S, V> where S : ISimd<V> where V : unmanaged
{
    /// <summary>Rows whose sums are multiplied before one logarithm is taken; 1000 classes to the 32nd are far below the largest double.</summary>
    private const int LogGroup = 32;

    /// <summary>
    /// The summed loss Σ (ln Σₖ e^zₖ - z_y) and, where <paramref name="gradient"/> is not null, (softmax(z) - onehot(y)) / rows.
    /// </summary>
    /// <param name="logits">z, <c>[rows, width]</c>.</param>
    /// <param name="mask">0 for a class, -∞ for a padding column, <c>[width]</c>.</param>
    /// <param name="labels">y, <c>[rows]</c>, each a class.</param>
    /// <param name="gradient">Receives dL/dz of the mean loss, <c>[rows, width]</c>, 0 in the padding; may be null.</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="width">The number of classes, padded to whole vectors; also the stride.</param>
    /// <param name="correct">The number of rows whose first largest logit is that of the label.</param>
    [MethodImpl(KernelOptions.Compiled)]
    public static double CrossEntropy(float* logits, float* mask, int* labels, float* gradient, int rows, int width, out int correct)
    {
        double loss = 0, product = 1;
        correct = 0;
        for (int row = 0; row < rows; row++, logits += width)
        {
            float max = Max(logits, mask, width);
            V shift = S.Broadcast(max), sums = S.Zero;
            int first = -1;
            for (int i = 0; i < width; i += S.Lanes)
            {
                V z = S.Add(S.Load(logits + i), S.Load(mask + i));
                uint largest = S.Equal(z, shift);
                if (first < 0 && largest != 0)
                    first = i + BitOperations.TrailingZeroCount(largest);
                V e = Functions<S, V>.Exp(S.Subtract(z, shift));
                sums = S.Add(sums, e);
                if (gradient != null)
                    S.Store(gradient + i, e);
            }

            float sum = S.Sum(sums);
            int label = labels[row];
            product *= sum;
            if ((row + 1) % LogGroup == 0)
            {
                loss += Math.Log(product);
                product = 1;
            }

            loss += (double)max - logits[label];
            correct += first == label ? 1 : 0;
            if (gradient == null)
                continue;
            V scale = S.Broadcast(1 / (sum * rows));
            for (int i = 0; i < width; i += S.Lanes)
                S.Store(gradient + i, S.Multiply(S.Load(gradient + i), scale));
            gradient[label] -= 1f / rows;
            gradient += width;
        }

        return loss + Math.Log(product);
    }

    /// <summary>x = softmax(x) along each row; 0 in the padding.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Forward(float* x, float* mask, int rows, int width)
    {
        for (int row = 0; row < rows; row++, x += width)
        {
            V shift = S.Broadcast(Max(x, mask, width)), sums = S.Zero;
            for (int i = 0; i < width; i += S.Lanes)
            {
                V e = Functions<S, V>.Exp(S.Subtract(S.Add(S.Load(x + i), S.Load(mask + i)), shift));
                sums = S.Add(sums, e);
                S.Store(x + i, e);
            }

            V sum = S.Broadcast(S.Sum(sums));
            for (int i = 0; i < width; i += S.Lanes)
                S.Store(x + i, S.Divide(S.Load(x + i), sum));
        }
    }

    /// <summary>dL/dxᵢ = yᵢ (dL/dyᵢ - Σₖ yₖ dL/dyₖ), the vector-Jacobian product; <paramref name="gradient"/> is overwritten.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Backward(float* y, float* gradient, int rows, int width)
    {
        for (int row = 0; row < rows; row++, y += width, gradient += width)
        {
            V sums = S.Zero;
            for (int i = 0; i < width; i += S.Lanes)
                sums = S.MultiplyAdd(S.Load(y + i), S.Load(gradient + i), sums);
            V dot = S.Broadcast(S.Sum(sums));
            for (int i = 0; i < width; i += S.Lanes)
                S.Store(gradient + i, S.Multiply(S.Load(y + i), S.Subtract(S.Load(gradient + i), dot)));
        }
    }

    /// <summary>x = ln softmax(x) along each row; what comes out in the padding has no meaning.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void LogForward(float* x, float* mask, int rows, int width)
    {
        for (int row = 0; row < rows; row++, x += width)
        {
            float max = Max(x, mask, width);
            V shift = S.Broadcast(max), sums = S.Zero;
            for (int i = 0; i < width; i += S.Lanes)
                sums = S.Add(sums, Functions<S, V>.Exp(S.Subtract(S.Add(S.Load(x + i), S.Load(mask + i)), shift)));
            V logarithm = S.Broadcast((float)Math.Log(S.Sum(sums)));
            for (int i = 0; i < width; i += S.Lanes)
                S.Store(x + i, S.Subtract(S.Subtract(S.Load(x + i), shift), logarithm));
        }
    }

    /// <summary>dL/dxᵢ = dL/dyᵢ - e^yᵢ Σₖ dL/dyₖ; <paramref name="gradient"/>, zero in the padding, is overwritten.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void LogBackward(float* y, float* mask, float* gradient, int rows, int width)
    {
        for (int row = 0; row < rows; row++, y += width, gradient += width)
        {
            V sums = S.Zero;
            for (int i = 0; i < width; i += S.Lanes)
                sums = S.Add(sums, S.Load(gradient + i));
            V minusSum = S.Broadcast(-S.Sum(sums));
            for (int i = 0; i < width; i += S.Lanes)
            {
                V probability = Functions<S, V>.Exp(S.Add(S.Load(y + i), S.Load(mask + i)));
                S.Store(gradient + i, S.MultiplyAdd(minusSum, probability, S.Load(gradient + i)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Max(float* x, float* mask, int width)
    {
        V max = S.Add(S.Load(x), S.Load(mask));
        for (int i = S.Lanes; i < width; i += S.Lanes)
            max = S.Max(max, S.Add(S.Load(x + i), S.Load(mask + i)));
        return S.MaxAcross(max);
    }
}
