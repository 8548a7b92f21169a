using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Clustering;

/// <summary>The side of a connection that this silo is: a head or a member.</summary>
internal interface IPeer
{
    /// <summary>Whether the other side may make calls: it has joined.</summary>
    bool TakesCalls { get; }

    /// <summary>A call came in.</summary>
    /// <param name="call">The call; it knows where its answer goes.</param>
    /// <param name="epoch">Of which placement of the grain the sender knows; 0 where it knows of none.</param>
    /// <param name="place">Whether the grain is to be brought to life here.</param>
    void OnCall(CallRequest call, long epoch, bool place);

    /// <summary>A call has not run, since its grain was not active on the other side any more.</summary>
    void OnReturned(CallRequest call, long epoch);

    /// <summary>A message that is not about a call.</summary>
    void OnControl(FrameKind kind, ReadOnlySpan<byte> body);

    /// <summary>What a caller is told whose call was on its way when the connection ended.</summary>
    Exception Lost(CallRequest call, string reason);

    /// <summary>What a caller here is told when the call failed with this exception on the other side.</summary>
    Exception Translate(Exception failure);
}
