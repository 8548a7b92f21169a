namespace Orleans.Embedded.Clustering;

/// <summary>What became of a call that was to be sent.</summary>
internal enum SendOutcome
{
    /// <summary>It is on its way, or waits in line.</summary>
    Sent,

    /// <summary>It cannot be sent, and its caller was told why.</summary>
    Rejected,

    /// <summary>The connection has ended; the call was not touched.</summary>
    Closed,
}
