using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>
/// A call as data: everything that another process would need to make it, and nothing about how it gets there.
/// </summary>
/// <param name="Target">The grain or observer called.</param>
/// <param name="Method">The method; its interface's name and its own name identify it between processes.</param>
/// <param name="Arguments">In the order of the parameters. Messages are immutable, so they are passed as they are.</param>
/// <param name="Context">The caller's <see cref="RequestContext"/>, or null where it is empty.</param>
internal readonly record struct GrainCall(GrainId Target, GrainMethod Method, object?[] Arguments, Dictionary<string, object>? Context)
{
    public override string ToString() => $"{Method} on {Target}";
}
