using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Streams;

/// <summary>The caller's side of a stream: asks the grain for one element after the other.</summary>
internal sealed class StreamReader<T> : IAsyncEnumerator<T>
{
    private readonly CallRouter _router;
    private readonly GrainStream<T> _stream;
    private readonly CancellationTokenSource _cancellation;
    private StreamStep<T>? _step;

    public StreamReader(CallRouter router, GrainCall call, CancellationToken argument, CancellationToken enumerator)
    {
        _router = router;
        _stream = new GrainStream<T>(call);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(argument, enumerator);
    }

    public T Current => _step is { Response.IsCompletedSuccessfully: true } step
        ? step.Element
        : throw new InvalidOperationException("There is no current element: the stream has not been moved, or it has ended.");

    public async ValueTask<bool> MoveNextAsync()
    {
        _cancellation.Token.ThrowIfCancellationRequested();
        var step = _step = new StreamStep<T>(_stream);
        _router.Send(step, _stream.Call.Target);
        using (_cancellation.Token.UnsafeRegister(static (state, token) => OnCancelled((StreamStep<T>)state!, token), step))
        {
            return await step.Response;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _cancellation.Dispose();
        if (_step?.Target is not { } grain)
        {
            return;
        }

        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        grain.Post(() => _ = CloseAsync(closed));
        await closed.Task;
    }

    private static void OnCancelled(StreamStep<T> step, CancellationToken token)
    {
        step.Reject(new OperationCanceledException(token));
        step.Target?.Post(step.Stream.Cancel);
    }

    private async Task CloseAsync(TaskCompletionSource closed)
    {
        await _stream.CloseAsync();
        closed.SetResult();
    }
}
