using System.Reflection;

namespace Orleans.Embedded.Calls;

/// <summary>What a grain or observer interface may declare: methods that answer asynchronously, and nothing else.</summary>
internal static class GrainInterfaceRules
{
    private static readonly Type[] s_answers = [typeof(Task), typeof(ValueTask), typeof(void)];
    private static readonly Type[] s_genericAnswers = [typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    /// <summary>What is wrong with an interface, for people; empty where nothing is.</summary>
    public static IEnumerable<string> Errors(Type grainInterface)
    {
        if (grainInterface.GetProperties().Length + grainInterface.GetEvents().Length > 0)
        {
            yield return $"{grainInterface.FullName} has a property or an event: it may have methods only.";
        }

        foreach (var method in grainInterface.GetMethods().Where(method => method is { IsStatic: false, IsSpecialName: false }))
        {
            var name = $"{grainInterface.FullName}.{method.Name}";
            if (method.IsGenericMethodDefinition)
            {
                yield return $"{name} is generic, which is not supported.";
            }

            if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            {
                yield return $"{name} has a parameter passed by reference: calls carry values only.";
            }

            if (!IsAnswer(method.ReturnType))
            {
                yield return $"{name} returns {method.ReturnType.Name}: it must be Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>.";
            }
            else if (typeof(IGrainObserver).IsAssignableFrom(grainInterface) && IsStream(method.ReturnType))
            {
                yield return $"{name} is a method of an observer and returns a stream: only grains produce streams.";
            }
            else if (method.IsDefined(typeof(Concurrency.OneWayAttribute)) && !s_answers.Contains(method.ReturnType))
            {
                yield return $"{name} is one-way and returns a result: nobody would wait for it.";
            }
        }
    }

    private static bool IsStream(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static bool IsAnswer(Type type) =>
        s_answers.Contains(type) || (type.IsGenericType && s_genericAnswers.Contains(type.GetGenericTypeDefinition()));
}
