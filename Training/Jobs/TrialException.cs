namespace ActorTraining.Training.Jobs;

/// <summary>A trial cannot go on, for a reason that its message explains to the user.</summary>
public sealed class TrialException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, where, and what would be right.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public TrialException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
