namespace Orleans.Runtime;

/// <summary>An observer was called whose reference was deleted, or whose object is gone.</summary>
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(string message)
        : base(message)
    {
    }
}
