using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A call whose caller waits: for the answer, the time-out, or its own cancellation, whichever comes first.</summary>
internal sealed class PendingCall<T> : CallRequest<T>, IDeadline
{
    // Continuations of callers never run on the turn of the grain called.
    private readonly TaskCompletionSource<T> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ResponseDeadlines _deadlines;
    private readonly CancellationTokenSource? _calleeCancellation;
    private readonly CancellationTokenRegistration _callerCancellation;
    private volatile bool _isCancelled;

    public PendingCall(GrainCall call, ResponseDeadlines deadlines)
        : base(call)
    {
        _deadlines = deadlines;
        Timeout = call.Method.ResponseTimeout ?? deadlines.DefaultTimeout;
        deadlines.Add(this);
        if (call.Method.CancellationIndex is >= 0 and var index && call.Arguments[index] is CancellationToken { CanBeCanceled: true } token)
        {
            // The grain gets a token of its own, which is cancelled within a turn, so that its callbacks never run beside its code.
            _calleeCancellation = new CancellationTokenSource();
            call.Arguments[index] = _calleeCancellation.Token;
            _callerCancellation = token.UnsafeRegister(static (state, token) => ((PendingCall<T>)state!).OnCallerCancelled(token), this);
        }
    }

    public Task<T> Response => _response.Task;

    public override bool IsAbandoned => _response.Task.IsCompleted;

    public override bool IsCancelled => _isCancelled;

    public TimeSpan Timeout { get; }

    public long Deadline { get; set; }

    public IDeadline? Previous { get; set; }

    public IDeadline? Next { get; set; }

    public int Stripe { get; set; }

    public void OnDeadline()
    {
        Reject(new TimeoutException($"{Call} did not answer within {Timeout}."));
        AbandonElsewhere();
    }

    public override void Reject(Exception reason)
    {
        if (_response.TrySetException(reason))
        {
            StopWaiting();
        }
    }

    protected override void Complete(T result)
    {
        if (_response.TrySetResult(result))
        {
            StopWaiting();
        }
    }

    private void OnCallerCancelled(CancellationToken token)
    {
        _isCancelled = true;
        if (_response.TrySetException(new OperationCanceledException(token)))
        {
            _deadlines.Remove(this);
            Target?.Post(_calleeCancellation!.Cancel);
            AbandonElsewhere();
        }
    }

    private void StopWaiting()
    {
        _deadlines.Remove(this);
        _callerCancellation.Unregister();
    }
}
