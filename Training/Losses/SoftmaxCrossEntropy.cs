using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Losses;

/// <summary>The cross-entropy of the softmax of logits with class labels, as <c>torch.nn.functional.cross_entropy</c>.</summary>
/// <remarks>
/// L = mean over the batch of (ln Σₖ e^zₖ - z_y), with the largest logit taken out of the sum (log-sum-exp), so that L is finite for all
/// finite logits. dL/dz = (softmax(z) - onehot(y)) / batch.
/// </remarks>
public static class SoftmaxCrossEntropy
{
    /// <summary>L for logits z <c>[batch, classes]</c> and labels y <c>[batch]</c>.</summary>
    public static T Forward<T>(Tensor<T> logits, ReadOnlySpan<int> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T loss = T.Zero;
        for (int row = 0; row < labels.Length; row++)
            loss += LogSumExp(logits, row) - logits[row, labels[row]];
        return loss / T.CreateChecked(labels.Length);
    }

    /// <summary>dL/dz, <c>[batch, classes]</c>.</summary>
    public static Tensor<T> Backward<T>(Tensor<T> logits, ReadOnlySpan<int> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gradient = new Tensor<T>(logits.Shape);
        T batch = T.CreateChecked(labels.Length);
        for (int row = 0; row < labels.Length; row++)
        {
            T logSum = LogSumExp(logits, row);
            for (int k = 0; k < logits.Shape[1]; k++)
                gradient[row, k] = (T.Exp(logits[row, k] - logSum) - (k == labels[row] ? T.One : T.Zero)) / batch;
        }

        return gradient;
    }

    /// <summary>ln Σₖ e^zₖ = m + ln Σₖ e^(zₖ - m) with m = max z: one term is 1, so the sum neither overflows nor vanishes.</summary>
    private static T LogSumExp<T>(Tensor<T> logits, int row) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T max = T.NegativeInfinity, sum = T.Zero;
        for (int k = 0; k < logits.Shape[1]; k++)
            max = T.Max(max, logits[row, k]);
        for (int k = 0; k < logits.Shape[1]; k++)
            sum += T.Exp(logits[row, k] - max);
        return max + T.Log(sum);
    }
}
