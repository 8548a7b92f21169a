namespace ActorTraining.Grains.Storage;

/// <summary>The store cannot be opened or used; the message says which and why. Callers above the storage see an <see cref="IOException"/>.</summary>
public sealed class StoreException : IOException
{
    /// <summary>Creates the exception.</summary>
    public StoreException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
