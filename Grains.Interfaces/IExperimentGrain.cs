using ActorTraining.Experiments.Coordination;
using Orleans;
using Orleans.Concurrency;

namespace ActorTraining.Grains.Interfaces;

/// <summary>The coordinator of one experiment; its key is the experiment's identifier.</summary>
/// <remarks>Whatever it answers or announces is in the store already, so any call may be repeated after a failure.</remarks>
public interface IExperimentGrain : IGrainWithStringKey
{
    /// <summary>Takes the experiment over from the store and goes on with it. Does nothing where it already runs.</summary>
    Task Start();

    /// <summary>Starts no new trials and takes the running ones back to the queue.</summary>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    Task Pause();

    /// <summary>Ends a pause.</summary>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    Task Resume();

    /// <summary>Ends the experiment and keeps its results.</summary>
    Task Stop();

    /// <summary>Receives what a trial did since its last report. The answer comes once it is stored.</summary>
    Task<ReportAnswer> Report(TrialReport report);

    /// <summary>Says that slots became free, so that it is worth asking for leases again.</summary>
    [OneWay]
    Task SlotsFree();

    /// <summary>Sends events to an observer until it expires; to be renewed every minute.</summary>
    Task Watch(IExperimentObserver observer);

    /// <summary>Ends <see cref="Watch"/>.</summary>
    Task Unwatch(IExperimentObserver observer);
}
