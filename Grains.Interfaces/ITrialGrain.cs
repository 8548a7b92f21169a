using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using Orleans;
using Orleans.Concurrency;

namespace ActorTraining.Grains.Interfaces;

/// <summary>Runs the attempts of one trial; its key is <c>experiment/number</c>.</summary>
public interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>Starts an attempt on the slot of its lease and returns at once. Does nothing when that attempt already runs.</summary>
    /// <returns>False when the slot is taken or unknown here: the coordinator puts the trial back into its queue.</returns>
    Task<bool> Start(TrialAssignment assignment);

    /// <summary>Asks the attempt to leave at its next step; how it ended comes as a report.</summary>
    [AlwaysInterleave]
    Task Leave(int attempt, StopReason reason);

    /// <summary>Hands a changed parameter to the attempt, which takes it at its next step.</summary>
    [AlwaysInterleave]
    Task Adjust(int attempt, Adjustment adjustment);

    /// <summary>The lease under which that attempt runs, or has run and not yet been able to say how it ended; null when it does not.</summary>
    [AlwaysInterleave]
    Task<Guid?> RunsUnder(int attempt);
}
