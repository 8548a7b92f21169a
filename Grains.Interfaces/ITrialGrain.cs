using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using Orleans;
using Orleans.Concurrency;

namespace ActorTraining.Grains.Interfaces;

/// <summary>Runs one attempt of a trial; its key is <c>experiment/number/attempt</c>, so that every attempt is placed anew, on the silo of its lease.</summary>
public interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>Starts the attempt on the slots of its lease and returns at once. Does nothing when it already runs.</summary>
    [ResponseTimeout("00:00:10")]
    Task<StartAnswer> Start(TrialAssignment assignment);

    /// <summary>Asks the attempt to leave at its next step; how it ended comes as a report.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:00:10")]
    Task Leave(int attempt, StopReason reason);

    /// <summary>Hands changed parameters to the attempt, which takes at its next step what it does not know yet.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="all">Every change of the trial so far, in its order.</param>
    [AlwaysInterleave]
    [ResponseTimeout("00:00:10")]
    Task Adjust(int attempt, IReadOnlyList<Adjustment> all);

    /// <summary>The lease under which that attempt runs, or has run and not yet been able to say how it ended; null when it does not.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:00:10")]
    Task<Lease?> RunsUnder(int attempt);
}
