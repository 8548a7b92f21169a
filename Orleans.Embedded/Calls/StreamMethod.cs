using System.Reflection;
using Orleans.Embedded.Clustering;

namespace Orleans.Embedded.Calls;

/// <summary>A method that answers with a stream.</summary>
internal sealed class StreamMethod<T>(string interfaceName, MethodInfo method, Func<object, object?[], IAsyncEnumerable<T>> body)
    : GrainMethod(interfaceName, method)
{
    /// <summary>Calls the method on a grain object.</summary>
    public IAsyncEnumerable<T> Invoke(object target, object?[] arguments) => body(target, arguments);

    public override CallRequest Receive(GrainCall call, CallOrigin? origin, CallRouter router) =>
        throw new NotSupportedException($"{call}: streams do not leave their silo.");
}
