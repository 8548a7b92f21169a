using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Interfaces;
using Orleans;

namespace ActorTraining.Grains.Tests.Hosting;

/// <summary>Passes on what the product's grains send.</summary>
public interface IMessageGrain : IGrainWithStringKey
{
    /// <summary>Gives back what came.</summary>
    Task<TrialReport> Echo(TrialReport report);

    /// <summary>The same through a grain that may live on another silo.</summary>
    Task<TrialReport> EchoThrough(string other, TrialReport report);

    /// <summary>Tells a watcher some news.</summary>
    Task Tell(IExperimentObserver observer, TrialInfo trial);
}
