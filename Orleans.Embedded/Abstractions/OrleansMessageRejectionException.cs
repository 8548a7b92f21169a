namespace Orleans.Runtime;

/// <summary>A call was refused before it reached the grain.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }
}
