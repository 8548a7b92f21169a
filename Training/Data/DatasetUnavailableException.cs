namespace ActorTraining.Training.Data;

/// <summary>A data set is neither in the cache nor to be had from any of its sources; the message lists what was tried and what the user can do.</summary>
public sealed class DatasetUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public DatasetUnavailableException(string message) : base(message)
    {
    }
}
