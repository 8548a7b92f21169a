namespace Orleans.Embedded.Clustering;

/// <summary>The other side sent something that is not of the protocol: the connection is closed.</summary>
internal sealed class MalformedFrameException(string message) : Exception(message);
