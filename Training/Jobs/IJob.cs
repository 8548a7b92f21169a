namespace ActorTraining.Training.Jobs;

/// <summary>One kind of work that a trial can do: train a classifier, recover a convolution, check gradients.</summary>
/// <remarks>
/// A job knows neither experiments nor actors: all it sees is its <see cref="ITrial"/>. It runs on a thread of its own
/// (one per device slot), so it may compute for hours without yielding, and it must be deterministic in its parameters and seed.
/// </remarks>
public interface IJob
{
    /// <summary>Runs the trial to its end and returns; what it found out, it has reported through <paramref name="trial"/>.</summary>
    /// <param name="trial">Parameters, seed and the way to report.</param>
    /// <param name="stop">Cancelled when the trial shall end early; the job leaves with <see cref="OperationCanceledException"/> at its next step.</param>
    /// <exception cref="TrialException">The trial cannot go on (a loss became NaN, a data set is missing); the message is shown to the user.</exception>
    Task RunAsync(ITrial trial, CancellationToken stop);
}
