using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>A loss that can judge a batch part by part.</summary>
internal interface IPartwiseLoss
{
    /// <summary>Computes the loss of a part of a batch.</summary>
    /// <param name="output">The outputs of the last stage.</param>
    /// <param name="targets">The values they are compared with.</param>
    /// <param name="gradient">Receives what the part contributes to the gradient of the mean over the whole batch, zero in the padding; null when none is wanted.</param>
    /// <param name="rows">The number of samples of the part.</param>
    /// <param name="batch">The number of samples of the batch.</param>
    /// <returns>The sum over the part's samples of their losses.</returns>
    double RunPart(PaddedMatrix output, Targets targets, PaddedMatrix? gradient, int rows, int batch);
}
