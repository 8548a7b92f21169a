namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>What one step of training found, on its batch before the update.</summary>
/// <param name="Loss">The mean loss, in nats.</param>
/// <param name="Accuracy">The fraction that was told right, in [0, 1].</param>
/// <param name="Rate">The learning rate of the step.</param>
internal readonly record struct StepMetrics(double Loss, double Accuracy, double Rate);
