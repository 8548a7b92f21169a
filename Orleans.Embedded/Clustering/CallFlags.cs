namespace Orleans.Embedded.Clustering;

/// <summary>What is special about a call on the wire.</summary>
[Flags]
internal enum CallFlags : byte
{
    None = 0,

    /// <summary>Nobody waits for an answer.</summary>
    OneWay = 1,

    /// <summary>The head has placed the grain with this call: the member brings it to life.</summary>
    Place = 2,

    /// <summary>The caller's token may be cancelled.</summary>
    Cancellable = 4,
}
