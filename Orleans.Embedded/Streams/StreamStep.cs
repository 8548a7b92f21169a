using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>A reader's wish for the next element.</summary>
internal sealed class StreamStep<T>(GrainStream<T> stream) : Request
{
    private readonly TaskCompletionSource<bool> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GrainStream<T> Stream => stream;

    public override bool AlwaysInterleaves => true;

    public override Dictionary<string, object>? Context => stream.Call.Context;

    public override bool IsAbandoned => _response.Task.IsCompleted;

    /// <summary>Whether there was an element; it is <see cref="Element"/>.</summary>
    public Task<bool> Response => _response.Task;

    public T Element { get; private set; } = default!;

    public override Task RunAsync(ICallTarget target)
    {
        _ = stream.MoveNextAsync(this, (Activation)target);

        // Waiting for an element is no running request, or a grain with readers could never be deactivated.
        target.OnCompleted(this);
        return Task.CompletedTask;
    }

    public void Complete(bool any, T element)
    {
        Element = element;
        _response.TrySetResult(any);
    }

    public override void Reject(Exception reason) => _response.TrySetException(reason);

    public override string ToString() => stream.Call.ToString();
}
