namespace ActorTraining.Training.Jobs.Classifier.Steps;

/// <summary>What a step found on its batch before the update.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Correct">How many images were told right.</param>
/// <param name="Count">How many there were.</param>
internal readonly record struct StepFinding(double Loss, int Correct, int Count);
