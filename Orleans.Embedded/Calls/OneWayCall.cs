namespace Orleans.Embedded.Calls;

/// <summary>A call whose caller does not wait: a failure is logged here, for lack of anyone else to tell.</summary>
internal sealed class OneWayCall<T>(CallRouter router, GrainCall call) : CallRequest<T>(call)
{
    public override void Reject(Exception reason) => router.LogOneWayFailure(Call, reason);

    protected override void Complete(T result)
    {
    }
}
