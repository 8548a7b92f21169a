using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>The epoch with the best accuracy in validation so far.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="ValidationAccuracy">The accuracy that it was chosen by, in [0, 1].</param>
/// <param name="TestAccuracy">The accuracy on the test images, which nothing was chosen by.</param>
/// <param name="State">The model's state after it.</param>
internal sealed record KeptEpoch(int Epoch, double ValidationAccuracy, double TestAccuracy, IReadOnlyList<NamedTensor> State);
