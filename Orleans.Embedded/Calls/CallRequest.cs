using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A call that waits for its turn. How its outcome gets to the caller is up to the subclass.</summary>
/// <typeparam name="T">The result; <see cref="NoResult"/> for none.</typeparam>
internal abstract class CallRequest<T>(GrainCall call) : Request
{
    public GrainCall Call => call;

    public override bool AlwaysInterleaves => call.Method.AlwaysInterleaves;

    public override Dictionary<string, object>? Context => call.Context;

    public sealed override async Task RunAsync(ICallTarget target)
    {
        T result;
        try
        {
            RequestContext.Import(call.Context);
            result = await ((GrainMethod<T>)call.Method).InvokeAsync(target.Instance!, call.Arguments);
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

    public sealed override string ToString() => call.ToString();

    protected abstract void Complete(T result);
}
