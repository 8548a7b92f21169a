using ActorTraining.Training.Kernels;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The end of a plan: the loss and the gradient with which the backward pass begins.</summary>
internal abstract class LossStage
{
    /// <summary>Whether the loss is compared with class labels rather than values.</summary>
    public abstract bool TakesLabels { get; }

    public static LossStage Create(LossKind kind, KernelSet kernels, int columns) => kind switch
    {
        LossKind.CrossEntropy => new CrossEntropyStage(kernels, columns),
        LossKind.BinaryCrossEntropy => new BinaryCrossEntropyStage(columns),
        LossKind.NegativeLogLikelihood => new NegativeLogLikelihoodStage(),
        _ => new SquaredErrorStage(kernels, columns),
    };

    /// <summary>Computes the loss of some samples.</summary>
    /// <param name="output">The outputs of the last stage.</param>
    /// <param name="targets">What they are compared with.</param>
    /// <param name="gradient">Receives the gradient of the mean over these samples, zero in the padding; null when none is wanted.</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="correct">The number of samples whose largest output is that of the label; 0 without labels.</param>
    /// <returns>The sum over the samples of their losses.</returns>
    public abstract double Run(PaddedMatrix output, Targets targets, PaddedMatrix? gradient, int rows, out int correct);
}
