namespace ActorTraining.Experiments.Search;

/// <summary>A search cannot propose what it was asked for, for a reason that its message explains to the user.</summary>
public sealed class SearchException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what would be right.</param>
    public SearchException(string message) : base(message)
    {
    }
}
