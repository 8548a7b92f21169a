namespace Orleans.Runtime;

/// <summary>
/// The caller's own silo has not been started, is stopping, or has stopped; or the member that hosts the grain called was lost.
/// To a caller on a member it always means its own silo: what befalls the head or another member arrives there as an
/// <see cref="OrleansMessageRejectionException"/>, after which a call may be tried again.
/// </summary>
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
