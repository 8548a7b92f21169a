using ActorTraining.Training.Losses;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace ActorTraining.Training.Torch;

/// <summary>A loss as TorchSharp computes it.</summary>
internal sealed class TorchLoss(LossKind kind)
{
    /// <summary>Whether it is compared with class labels rather than values.</summary>
    public bool TakesLabels => kind is LossKind.CrossEntropy or LossKind.NegativeLogLikelihood;

    /// <summary>The mean over the samples.</summary>
    /// <param name="outputs"><c>[n, outputs]</c>.</param>
    /// <param name="targets">Labels <c>[n]</c> or values <c>[n, outputs]</c>.</param>
    public torch.Tensor Mean(torch.Tensor outputs, torch.Tensor targets) => Of(outputs, targets, torch.nn.Reduction.Mean);

    /// <summary>The sum over the samples of their losses, in float64; of values a sample's loss is their mean.</summary>
    public torch.Tensor Sum(torch.Tensor outputs, torch.Tensor targets) =>
        TakesLabels ? Of(outputs, targets, torch.nn.Reduction.Sum).to(torch.float64)
        : Of(outputs, targets, torch.nn.Reduction.None).to(torch.float64).mean([1]).sum();

    private torch.Tensor Of(torch.Tensor outputs, torch.Tensor targets, torch.nn.Reduction reduction) => kind switch
    {
        LossKind.CrossEntropy => F.cross_entropy(outputs, targets, reduction: reduction),
        LossKind.NegativeLogLikelihood => F.nll_loss(outputs, targets, reduction: reduction),
        LossKind.BinaryCrossEntropy => F.binary_cross_entropy(outputs, targets, reduction: reduction),
        _ => F.mse_loss(outputs, targets, reduction),
    };
}
