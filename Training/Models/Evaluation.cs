namespace ActorTraining.Training.Models;

/// <summary>How a model does on a set of samples.</summary>
/// <param name="Loss">The mean loss, in nats for cross-entropy.</param>
/// <param name="Accuracy">The fraction of samples whose largest output is that of the label, in [0, 1].</param>
public readonly record struct Evaluation(double Loss, double Accuracy);
