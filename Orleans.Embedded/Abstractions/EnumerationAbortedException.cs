namespace Orleans.Runtime;

/// <summary>The grain behind an asynchronous stream was deactivated before the stream ended.</summary>
public sealed class EnumerationAbortedException : Exception
{
    /// <summary>An exception without an explanation.</summary>
    public EnumerationAbortedException()
    {
    }

    /// <summary>An exception with an explanation.</summary>
    public EnumerationAbortedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with an explanation and its cause.</summary>
    public EnumerationAbortedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
