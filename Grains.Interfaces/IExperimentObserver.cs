using ActorTraining.Experiments;
using Orleans;
using Orleans.Concurrency;

namespace ActorTraining.Grains.Interfaces;

/// <summary>Receives the events of an experiment.</summary>
public interface IExperimentObserver : IGrainObserver
{
    /// <summary>Events in their order; stored ones have been committed.</summary>
    [OneWay]
    Task OnEvents(IReadOnlyList<ExperimentEvent> events);
}
