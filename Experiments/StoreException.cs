namespace ActorTraining.Experiments;

/// <summary>The store of the experiments cannot be opened or used; the message says which and why.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StoreException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>Whether the reason is that another process has it open for writing.</summary>
    public bool InUse { get; init; }
}
