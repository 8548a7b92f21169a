namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>Where a run stands between two steps, all that is not in the model.</summary>
/// <param name="Epochs">The epochs that are complete.</param>
/// <param name="Done">The images that are done in the next one; a multiple of the batch.</param>
/// <param name="Random">The random state at the beginning of that epoch, from which the order of its images is drawn again.</param>
/// <param name="Rate">The learning rate before the schedule, which a user may have changed.</param>
/// <param name="Loss">The sum of the losses of the images that are done.</param>
/// <param name="Correct">How many of these were told right.</param>
/// <param name="Kept">The best epoch so far; null where the last one is kept.</param>
internal sealed record TrainingPosition(int Epochs, int Done, byte[] Random, double Rate, double Loss, long Correct, KeptEpoch? Kept);
