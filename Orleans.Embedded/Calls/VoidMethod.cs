using System.Reflection;

namespace Orleans.Embedded.Calls;

/// <summary>A method that returns nothing, as observers may have: one-way.</summary>
internal sealed class VoidMethod(string interfaceName, MethodInfo method, Action<object, object?[]> body)
    : GrainMethod<NoResult>(interfaceName, method)
{
    public override ValueTask<NoResult> InvokeAsync(object target, object?[] arguments)
    {
        body(target, arguments);
        return default;
    }
}
