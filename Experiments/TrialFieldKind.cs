namespace ActorTraining.Experiments;

/// <summary>What kind of value of a trial a <see cref="TrialField"/> is.</summary>
public enum TrialFieldKind
{
    /// <summary>The number in its experiment.</summary>
    Number,

    /// <summary>The value of the objective.</summary>
    Objective,

    /// <summary>Where it is in its life, ordered as <see cref="TrialState"/> is.</summary>
    State,

    /// <summary>The seconds that its attempts computed.</summary>
    Seconds,

    /// <summary>When its first attempt started.</summary>
    Started,

    /// <summary>The newest value of a metric.</summary>
    Metric,

    /// <summary>A value that the search chose.</summary>
    Parameter,
}
