using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Losses;

/// <summary>The L2 loss: the mean squared error over all elements, as <c>torch.nn.functional.mse_loss</c>.</summary>
/// <remarks>L = mean of (y - t)², dL/dy = 2 (y - t) / elements.</remarks>
public static class SquaredError
{
    /// <summary>L for outputs y and targets t of the same shape.</summary>
    public static T Forward<T>(Tensor<T> outputs, Tensor<T> targets) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T loss = T.Zero;
        for (int i = 0; i < outputs.Length; i++)
            loss += (outputs[i] - targets[i]) * (outputs[i] - targets[i]);
        return loss / T.CreateChecked(outputs.Length);
    }

    /// <summary>dL/dy, in the shape of the outputs.</summary>
    public static Tensor<T> Backward<T>(Tensor<T> outputs, Tensor<T> targets) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gradient = new Tensor<T>(outputs.Shape);
        T factor = T.CreateChecked(2) / T.CreateChecked(outputs.Length);
        for (int i = 0; i < outputs.Length; i++)
            gradient[i] = factor * (outputs[i] - targets[i]);
        return gradient;
    }
}
