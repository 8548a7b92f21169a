namespace ActorTraining.Experiments.External;

/// <summary>How a trial that ran elsewhere ended.</summary>
public enum ToldOutcome
{
    /// <summary>It came to its end.</summary>
    Completed,

    /// <summary>It failed; it is given out again where the spec allows for retries.</summary>
    Failed,

    /// <summary>It was given back before its end, as when the script is stopped: somebody else gets it.</summary>
    Left,
}
