using System.Reflection;

namespace Orleans.Embedded.Calls;

/// <summary>A method that returns <see cref="ValueTask"/>.</summary>
internal sealed class ValueTaskMethod(string interfaceName, MethodInfo method, Func<object, object?[], ValueTask> body)
    : GrainMethod<NoResult>(interfaceName, method)
{
    public override async ValueTask<NoResult> InvokeAsync(object target, object?[] arguments)
    {
        await body(target, arguments);
        return default;
    }
}
