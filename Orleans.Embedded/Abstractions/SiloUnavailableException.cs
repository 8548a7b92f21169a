namespace Orleans.Runtime;

/// <summary>The silo has not been started, is stopping, or has stopped.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>An exception without an explanation.</summary>
    public SiloUnavailableException()
        : base("Silo unavailable")
    {
    }

    /// <summary>An exception with an explanation.</summary>
    public SiloUnavailableException(string msg)
        : base(msg)
    {
    }
}
