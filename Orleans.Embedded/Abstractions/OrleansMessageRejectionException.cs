namespace Orleans.Runtime;

/// <summary>
/// A call was refused, or the connection that carried it was lost before the answer came. Trying again later may help; whether the lost
/// call had run is unknown.
/// </summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }
}
