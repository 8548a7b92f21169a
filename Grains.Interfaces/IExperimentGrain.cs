using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Specs;
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

    /// <summary>Cancels one trial.</summary>
    /// <exception cref="InvalidOperationException">The trial has come to its end, or there is none of this number.</exception>
    Task CancelTrial(int trial);

    /// <summary>Changes how many trials run at once, and who goes first.</summary>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    Task Configure(ResourceSpec resources);

    /// <summary>Changes a parameter of a trial that has not come to its end, from its next step on.</summary>
    /// <exception cref="InvalidOperationException">The trial has come to its end, or there is none of this number.</exception>
    Task Adjust(int trial, string path, JsonElement value);

    /// <summary>Adds trials of a user's own.</summary>
    /// <param name="points">Each an object of values by their path under <c>params</c>.</param>
    /// <returns>Their numbers.</returns>
    /// <exception cref="InvalidSpecException">A point is not in the space, or breaks a constraint.</exception>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    Task<IReadOnlyList<int>> Enqueue(IReadOnlyList<JsonElement> points);

    /// <summary>Gives a trial to somebody who runs it elsewhere; for jobs that are external.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="lease">Within this time something has to be told.</param>
    Task<AskAnswer> Ask(string worker, TimeSpan lease);

    /// <summary>Takes note of what was told of a trial that runs elsewhere. The answer comes once it is stored.</summary>
    [ResponseTimeout("00:00:45")]
    Task<TellAnswer> Tell(int trial, ToldTrial told);

    /// <summary>Lets an ended experiment go on with a wider spec.</summary>
    /// <param name="spec">The new spec; it is valid.</param>
    /// <param name="length">The path of the parameter that was raised, so that completed trials go on from their checkpoints; null for more trials only.</param>
    /// <exception cref="InvalidOperationException">The experiment has not come to its end.</exception>
    Task Extend(ExperimentSpec spec, string? length);

    /// <summary>Receives what a trial did since its last report. The answer comes once it is stored, for which the store may take half a minute.</summary>
    [ResponseTimeout("00:00:45")]
    Task<ReportAnswer> Report(TrialReport report);

    /// <summary>Says that slots became free, so that it is worth asking for leases again.</summary>
    [OneWay]
    Task SlotsFree();

    /// <summary>Asks trials to leave at their next step and to wait in the queue, since an experiment of higher priority needs their slots.</summary>
    /// <param name="leases">The leases under which they run.</param>
    [OneWay]
    Task Yield(IReadOnlyList<Guid> leases);

    /// <summary>Sends events to an observer until it expires; to be renewed every minute.</summary>
    Task Watch(IExperimentObserver observer);

    /// <summary>Ends <see cref="Watch"/>.</summary>
    Task Unwatch(IExperimentObserver observer);
}
