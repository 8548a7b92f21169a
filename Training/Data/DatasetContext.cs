namespace ActorTraining.Training.Data;

/// <summary>What the loading of a data set is given by whoever asks for it.</summary>
/// <param name="Library">Keeps data sets and decoded images, and fetches what is missing.</param>
public sealed record DatasetContext(DatasetLibrary Library)
{
    /// <summary>Is told in sentences what takes time and what was left out.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Is told how many images are decoded, from any thread.</summary>
    public IProgress<DecodeProgress>? Progress { get; init; }

    /// <summary>Ends the loading.</summary>
    public CancellationToken Cancellation { get; init; }
}
