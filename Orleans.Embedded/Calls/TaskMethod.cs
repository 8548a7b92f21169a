using System.Reflection;

namespace Orleans.Embedded.Calls;

/// <summary>A method that returns <see cref="Task"/>.</summary>
internal sealed class TaskMethod(string interfaceName, MethodInfo method, Func<object, object?[], Task> body)
    : GrainMethod<NoResult>(interfaceName, method)
{
    public override ValueTask<NoResult> InvokeAsync(object target, object?[] arguments)
    {
        var task = body(target, arguments);
        return task.IsCompletedSuccessfully ? default : WaitFor(task);
    }

    private static async ValueTask<NoResult> WaitFor(Task task)
    {
        await task;
        return default;
    }
}
