using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Clustering;

/// <summary>A call from another silo that waits for its turn here, or passes through to a third silo.</summary>
internal sealed class IncomingCall<T>(GrainCall call, CallOrigin origin) : CallRequest<T>(call), IIncomingCall
{
    private volatile bool _isAbandoned;
    private volatile bool _isCancelled;

    public override bool IsAbandoned => _isAbandoned;

    public override bool IsCancelled => _isCancelled;

    public void Abandon(bool cancel)
    {
        _isCancelled = cancel;
        _isAbandoned = true;
        if (cancel && origin.Cancellation is { } cancellation)
        {
            // Within a turn of the grain, so that what hangs on the token does not run beside its code.
            Target?.Post(cancellation.Cancel);
        }

        AbandonElsewhere();
    }

    public void Return() => origin.Return();

    public override void Reject(Exception reason) => origin.Fail(reason);

    protected override void Complete(T result) => origin.Answer(result);
}
