using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments;

/// <summary>An experiment as its watchers see it.</summary>
public sealed record ExperimentInfo
{
    /// <summary>The identifier, unique in a store: the name in kebab case and six random letters.</summary>
    public required string Id { get; init; }

    /// <summary>What was asked for.</summary>
    public required ExperimentSpec Spec { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required ExperimentState State { get; init; }

    /// <summary>Why it is in this state, where there is something to say.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it came to its end; null while it has not.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The seconds that it has run, pauses and times without a coordinator not counted.</summary>
    public double ActiveSeconds { get; init; }

    /// <summary>The experiment that it was cloned from; null for an original.</summary>
    public string? Parent { get; init; }

    /// <summary>The number of trials there will be in all, where that is known.</summary>
    public int? Planned { get; init; }

    /// <summary>How many trials are in each state; a state without trials is left out.</summary>
    public required IReadOnlyDictionary<TrialState, int> Counts { get; init; }

    /// <summary>The number of the best trial so far; null before the first value of the objective.</summary>
    public int? BestTrial { get; init; }

    /// <summary>The objective of the best trial.</summary>
    public double? BestValue { get; init; }

    /// <summary>The sequence number of the newest stored event; give it to <see cref="IExperiments.WatchAsync"/> to miss nothing and see nothing twice.</summary>
    public long LastEvent { get; init; }
}
