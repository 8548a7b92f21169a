using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Losses;

/// <summary>The binary cross-entropy of probabilities p with targets t in [0, 1], as <c>torch.nn.functional.binary_cross_entropy</c>.</summary>
/// <remarks>
/// L = -mean over all elements of (t ln p + (1 - t) ln(1 - p)), where a logarithm is never below -100 so that L stays finite for p = 0 and 1.
/// dL/dp = (p - t) / max(p (1 - p), 1e-12) / elements.
/// </remarks>
public static class BinaryCrossEntropy
{
    /// <summary>The value at which PyTorch, and therefore this loss, cuts a logarithm off.</summary>
    internal const double LowestLog = -100;

    /// <summary>The least p (1 - p) by which the gradient is divided, as in PyTorch.</summary>
    internal const double LeastVariance = 1e-12;

    /// <summary>L for probabilities p and targets t of the same shape.</summary>
    public static T Forward<T>(Tensor<T> probabilities, Tensor<T> targets) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T lowest = T.CreateChecked(LowestLog), loss = T.Zero;
        for (int i = 0; i < probabilities.Length; i++)
        {
            (T p, T t) = (probabilities[i], targets[i]);
            loss -= t * T.Max(T.Log(p), lowest) + (T.One - t) * T.Max(T.Log(T.One - p), lowest);
        }

        return loss / T.CreateChecked(probabilities.Length);
    }

    /// <summary>dL/dp, in the shape of the probabilities.</summary>
    public static Tensor<T> Backward<T>(Tensor<T> probabilities, Tensor<T> targets) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gradient = new Tensor<T>(probabilities.Shape);
        T least = T.CreateChecked(LeastVariance), count = T.CreateChecked(probabilities.Length);
        for (int i = 0; i < probabilities.Length; i++)
        {
            (T p, T t) = (probabilities[i], targets[i]);
            gradient[i] = (p - t) / T.Max(p * (T.One - p), least) / count;
        }

        return gradient;
    }
}
