using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A method that returns <see cref="Task{TResult}"/>.</summary>
internal sealed class TaskMethod<T>(string interfaceName, MethodInfo method, Func<object, object?[], Task<T>> body)
    : GrainMethod<T>(interfaceName, method)
{
    private static readonly bool s_returnsGrain = IsAddressable(typeof(T));

    public override ValueTask<T> InvokeAsync(object target, object?[] arguments)
    {
        var result = new ValueTask<T>(body(target, arguments));
        return s_returnsGrain ? ReferGrain(result) : result;
    }

    /// <summary>A grain that returns a grain (<c>this</c>) means a reference to it.</summary>
    public static async ValueTask<T> ReferGrain(ValueTask<T> result) =>
        await result is IAddressable grain ? (T)(object)GrainExtensions.ReferenceTo(grain).As(typeof(T)) : default!;
}
