namespace Orleans.Runtime;

/// <summary>Base class of the runtime's own exceptions.</summary>
public class OrleansException : Exception
{
    /// <summary>An exception without an explanation.</summary>
    public OrleansException()
        : base("Unexpected error.")
    {
    }

    /// <summary>An exception with an explanation.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with an explanation and its cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
