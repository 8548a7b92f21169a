namespace Orleans.Embedded.Clustering;

/// <summary>A call that came from another silo and has not been answered.</summary>
internal interface IIncomingCall
{
    /// <summary>Nobody waits any more: where the call has not begun, it is dropped.</summary>
    /// <param name="cancel">Whether to cancel the token of a call that has begun.</param>
    void Abandon(bool cancel);

    /// <summary>The grain is not here; the other side looks for it again.</summary>
    void Return();
}
