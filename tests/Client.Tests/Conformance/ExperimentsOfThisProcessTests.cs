using ActorTraining.Experiments;
using ActorTraining.Silo;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Client.Tests.Conformance;

/// <summary>Experiments that grains of this process run.</summary>
public sealed class ExperimentsOfThisProcessTests : ExperimentsConformance
{
    private LocalCluster? _cluster;

    protected override async Task<IExperiments> OpenAsync(string store, JobCatalog jobs)
    {
        _cluster = await LocalCluster.StartAsync(new LocalClusterOptions { StorePath = store, Slots = 2, Jobs = jobs, TakesUpUnfinished = true }, Patience);
        return _cluster.Experiments;
    }

    protected override async Task CloseAsync() => await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
}
