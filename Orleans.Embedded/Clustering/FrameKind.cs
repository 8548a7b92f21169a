namespace Orleans.Embedded.Clustering;

/// <summary>What a frame says. <see cref="Hello"/> and <see cref="Refused"/> must stay readable by every version of the protocol.</summary>
internal enum FrameKind : byte
{
    /// <summary>Member to head, first: who it is (JSON).</summary>
    Hello = 1,

    /// <summary>Head to member: not admitted, or replaced, and why (JSON). The connection ends.</summary>
    Refused = 2,

    /// <summary>Head to member: admitted, and who the head is (JSON).</summary>
    Welcome = 3,

    /// <summary>Member to head: the grains that are active there (JSON). From then on the member takes part.</summary>
    Announce = 4,

    /// <summary>Head to member: grains that are active elsewhere by now (JSON).</summary>
    Evict = 5,

    /// <summary>Member to head: a grain is not active there any more (JSON).</summary>
    Ended = 6,

    /// <summary>Member to head: it is about to stop and takes no more grains.</summary>
    Leaving = 7,

    /// <summary>Member to head: it has stopped. The connection ends.</summary>
    Goodbye = 8,

    /// <summary>The sender is alive.</summary>
    Ping = 9,

    /// <summary>A call.</summary>
    Call = 16,

    /// <summary>The result of a call (JSON).</summary>
    Result = 17,

    /// <summary>The exception in which a call ended (JSON).</summary>
    Failure = 18,

    /// <summary>The called grain is not active at that silo any more; the call has not run.</summary>
    NotHere = 19,

    /// <summary>Nobody waits for a call any more.</summary>
    Abandon = 20,
}
