using System.Reflection;

namespace Orleans.Embedded.Calls;

/// <summary>A method that returns <see cref="ValueTask{TResult}"/>.</summary>
internal sealed class ValueTaskMethod<T>(string interfaceName, MethodInfo method, Func<object, object?[], ValueTask<T>> body)
    : GrainMethod<T>(interfaceName, method)
{
    private static readonly bool s_returnsGrain = IsAddressable(typeof(T));

    public override ValueTask<T> InvokeAsync(object target, object?[] arguments)
    {
        var result = body(target, arguments);
        return s_returnsGrain ? TaskMethod<T>.ReferGrain(result) : result;
    }
}
