using System.Reflection;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Tests.Live;

/// <summary>Experiments of which only the list can be read, one reading for each permission that a test gives.</summary>
public class ListedExperiments : DispatchProxy
{
    private readonly SemaphoreSlim _permissions = new(0);

    public Page<ExperimentInfo> List { get; set; } = new([], 0);

    public int Readings { get; private set; }

    public static (IExperiments Experiments, ListedExperiments Control) Create()
    {
        var experiments = Create<IExperiments, ListedExperiments>();
        return (experiments, (ListedExperiments)(object)experiments);
    }

    public void AllowReading() => _permissions.Release();

    protected override object? Invoke(MethodInfo? method, object?[]? arguments) =>
        method!.Name == nameof(IExperiments.ListAsync) ? ReadAsync((CancellationToken)arguments![1]!) : throw new NotSupportedException($"nobody should call {method.Name} here");

    private async Task<Page<ExperimentInfo>> ReadAsync(CancellationToken cancel)
    {
        await _permissions.WaitAsync(cancel);
        Readings++;
        return List;
    }
}
