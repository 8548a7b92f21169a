namespace ActorTraining.Training.Data;

/// <summary>One source cannot give the files that it was asked for; the next one is tried.</summary>
public sealed class DatasetSourceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, for people: <c>npm is not installed</c>.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public DatasetSourceException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
