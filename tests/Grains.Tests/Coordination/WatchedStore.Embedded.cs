using System.Reflection;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Storage;

namespace ActorTraining.Grains.Tests.Coordination;

/// <summary>A store that tells a test of every write before it is made, and acknowledges it when the test lets it.</summary>
public class WatchedStore : DispatchProxy
{
    private IExperimentStore _inner = null!;
    private Func<ExperimentChange, Task> _onWrite = null!;

    public static IExperimentStore Around(IExperimentStore inner, Func<ExperimentChange, Task> onWrite)
    {
        var store = Create<IExperimentStore, WatchedStore>();
        ((WatchedStore)(object)store)._inner = inner;
        ((WatchedStore)(object)store)._onWrite = onWrite;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (args is not [ExperimentChange change, ..])
        {
            return targetMethod!.Invoke(_inner, args);
        }

        var allowed = _onWrite(change);
        return AcknowledgeAsync((Task)targetMethod!.Invoke(_inner, args)!, allowed);
    }

    private static async Task AcknowledgeAsync(Task written, Task allowed)
    {
        await written;
        await allowed;
    }
}
