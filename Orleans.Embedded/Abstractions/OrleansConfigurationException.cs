namespace Orleans.Runtime;

/// <summary>The grain classes or the options cannot be hosted as they are; the message lists every reason.</summary>
public sealed class OrleansConfigurationException : Exception
{
    /// <summary>An exception with an explanation.</summary>
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }
}
