using System.Reflection;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Storage;

namespace ActorTraining.Grains.Tests.Coordination;

/// <summary>A store that tells a test of every write before it is made.</summary>
public class WatchedStore : DispatchProxy
{
    private IExperimentStore _inner = null!;
    private Action<ExperimentChange> _onWrite = null!;

    public static IExperimentStore Around(IExperimentStore inner, Action<ExperimentChange> onWrite)
    {
        var store = Create<IExperimentStore, WatchedStore>();
        ((WatchedStore)(object)store)._inner = inner;
        ((WatchedStore)(object)store)._onWrite = onWrite;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (args is [ExperimentChange change, ..])
        {
            _onWrite(change);
        }

        return targetMethod!.Invoke(_inner, args);
    }
}
