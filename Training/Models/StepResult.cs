namespace ActorTraining.Training.Models;

/// <summary>What one training step found before it changed the parameters.</summary>
/// <param name="Loss">The mean loss over the batch, in nats for cross-entropy; as computed, so NaN or infinite when training diverged.</param>
/// <param name="Correct">The number of samples whose largest output is that of the label.</param>
public readonly record struct StepResult(double Loss, int Correct);
