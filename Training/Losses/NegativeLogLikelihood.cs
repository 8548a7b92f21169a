using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Losses;

/// <summary>The negative log-likelihood of class labels, given log-probabilities, as <c>torch.nn.functional.nll_loss</c>.</summary>
/// <remarks>L = -mean over the batch of x_y; dL/dxₖ = -1 / batch for k = y, else 0. Behind a log-softmax it is the cross-entropy.</remarks>
public static class NegativeLogLikelihood
{
    /// <summary>L for log-probabilities x <c>[batch, classes]</c> and labels y <c>[batch]</c>.</summary>
    public static T Forward<T>(Tensor<T> logarithms, ReadOnlySpan<int> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T loss = T.Zero;
        for (int row = 0; row < labels.Length; row++)
            loss -= logarithms[row, labels[row]];
        return loss / T.CreateChecked(labels.Length);
    }

    /// <summary>dL/dx, <c>[batch, classes]</c>.</summary>
    public static Tensor<T> Backward<T>(Tensor<T> logarithms, ReadOnlySpan<int> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gradient = new Tensor<T>(logarithms.Shape);
        for (int row = 0; row < labels.Length; row++)
            gradient[row, labels[row]] = -T.One / T.CreateChecked(labels.Length);
        return gradient;
    }
}
