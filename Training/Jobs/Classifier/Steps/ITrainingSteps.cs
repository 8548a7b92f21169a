namespace ActorTraining.Training.Jobs.Classifier.Steps;

/// <summary>Takes the steps of an epoch, one after another, and tells what they found when it is asked.</summary>
internal interface ITrainingSteps : IDisposable
{
    /// <summary>Whether findings have to be collected before the next step.</summary>
    bool IsFull { get; }

    /// <summary>Begins an epoch.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    /// <param name="order">The indices of the images in their order.</param>
    /// <param name="done">The images at its beginning that an earlier attempt has trained on.</param>
    void BeginEpoch(int epoch, ReadOnlySpan<int> order, int done);

    /// <summary>Takes the next step of the epoch, which has one.</summary>
    /// <returns>The number of its images.</returns>
    int Take();

    /// <summary>Tells what the next step found whose finding was not told yet; waits for it where it is still being taken.</summary>
    /// <returns>Whether there is one.</returns>
    bool TryCollect(out StepFinding finding);
}
