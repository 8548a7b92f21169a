using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Streams;

/// <summary>What a grain method that answers with a stream returns to its caller. Nothing is sent before it is read.</summary>
internal sealed class StreamCall<T>(CallRouter router, GrainCall call, CancellationToken argument) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new StreamReader<T>(router, call, argument, cancellationToken);
}
