using System.Reflection;
using Orleans.Embedded.Clustering;

namespace Orleans.Embedded.Calls;

/// <summary>A method that answers once.</summary>
/// <typeparam name="T">The result; <see cref="NoResult"/> for none.</typeparam>
internal abstract class GrainMethod<T>(string interfaceName, MethodInfo method) : GrainMethod(interfaceName, method)
{
    /// <summary>Calls the method on a grain or observer object.</summary>
    public abstract ValueTask<T> InvokeAsync(object target, object?[] arguments);

    public sealed override CallRequest Receive(GrainCall call, CallOrigin? origin, CallRouter router) =>
        origin is null ? new OneWayCall<T>(router, call) : new IncomingCall<T>(call, origin);
}
