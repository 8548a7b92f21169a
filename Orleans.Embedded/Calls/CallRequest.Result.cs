using Orleans.Embedded.Clustering;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A call with a result. How its outcome gets to the caller is up to the subclass.</summary>
/// <typeparam name="T">The result; <see cref="NoResult"/> for none.</typeparam>
internal abstract class CallRequest<T>(GrainCall call) : CallRequest(call)
{
    public sealed override async Task RunAsync(ICallTarget target)
    {
        T result;
        try
        {
            RequestContext.Import(Call.Context);
            result = await ((GrainMethod<T>)Call.Method).InvokeAsync(target.Instance!, Call.Arguments);
        }
        catch (Exception failure)
        {
            target.OnCompleted(this);
            Reject(failure);
            return;
        }

        target.OnCompleted(this);
        Complete(result);
    }

    public sealed override void CompleteFrom(ReadOnlySpan<byte> result, MessageCodec codec)
    {
        T value;
        try
        {
            value = codec.ReadResult<T>(result);
        }
        catch (Exception failure)
        {
            Reject(new OrleansException($"{this}: the answer of the other silo cannot be read as {typeof(T).Name}: {failure.Message}", failure));
            return;
        }

        Complete(value);
    }

    protected abstract void Complete(T result);
}
