using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>
/// The grain's side of a stream: the enumerator of the method's result, moved by <see cref="StreamStep{T}"/>s. All of it runs within turns.
/// </summary>
internal sealed class GrainStream<T>(GrainCall call) : IGrainStream
{
    private readonly CancellationTokenSource _cancellation = new();
    private Activation? _activation;
    private IAsyncEnumerator<T>? _enumerator;
    private StreamStep<T>? _waiting;
    private bool _closed;

    public GrainCall Call => call;

    /// <summary>Gets the next element for a step. The grain may take its time: waiting for an element blocks neither its calls nor its end.</summary>
    public async Task MoveNextAsync(StreamStep<T> step, Activation activation)
    {
        if (_closed || activation != (_activation ??= activation))
        {
            step.Reject(Aborted());
            return;
        }

        _waiting = step;
        try
        {
            RequestContext.Import(call.Context);
            _enumerator ??= Open(activation);
            var any = await _enumerator.MoveNextAsync();
            step.Complete(any, any ? _enumerator.Current : default!);
        }
        catch (Exception failure)
        {
            step.Reject(failure);
        }

        _waiting = null;
        if (_closed)
        {
            await DisposeEnumeratorAsync();
        }
    }

    public async Task CloseAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _activation?.OnStreamClosed(this);
        _waiting?.Reject(Aborted());
        Cancel();
        if (_waiting is null)
        {
            await DisposeEnumeratorAsync();
        }
    }

    /// <summary>Cancels the token that the grain's method got.</summary>
    public void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (AggregateException failure)
        {
            _activation?.LogTurnFailure(failure);
        }
    }

    private IAsyncEnumerator<T> Open(Activation activation)
    {
        activation.OnStreamOpened(this);
        object?[] arguments = [.. call.Arguments];
        if (call.Method.CancellationIndex >= 0)
        {
            arguments[call.Method.CancellationIndex] = _cancellation.Token;
        }

        return ((StreamMethod<T>)call.Method).Invoke(activation.GrainInstance!, arguments).GetAsyncEnumerator(_cancellation.Token);
    }

    private async Task DisposeEnumeratorAsync()
    {
        try
        {
            await (_enumerator?.DisposeAsync() ?? default);
        }
        catch (Exception failure)
        {
            _activation!.LogTurnFailure(failure);
        }
    }

    private EnumerationAbortedException Aborted() => new($"{call}: the grain was deactivated before the stream ended.");
}
