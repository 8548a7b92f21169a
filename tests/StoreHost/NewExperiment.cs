using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Storage;

namespace ActorTraining.StoreHost;

/// <summary>Experiments for tests of stores.</summary>
internal static class NewExperiment
{
    public static Task CreateAsync(this IExperimentStore store, string id, ExperimentSpec spec, DateTimeOffset created, CancellationToken cancel) =>
        store.CreateAsync(id, spec, created, null, cancel);

    public static Task CreateAsync(this IExperimentStore store, string id, ExperimentSpec spec, DateTimeOffset created, string? parent, CancellationToken cancel) =>
        store.CreateAsync(
            new ExperimentInfo
            {
                Id = id,
                Spec = spec,
                State = ExperimentState.Running,
                Created = created,
                Parent = parent,
                Planned = 2,
                Counts = new Dictionary<TrialState, int>(),
            },
            cancel: cancel);
}
