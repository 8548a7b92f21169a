namespace ActorTraining.Experiments;

/// <summary>Which experiments; the newest come first.</summary>
public sealed record ExperimentQuery
{
    /// <summary>Only experiments in these states; null for all.</summary>
    public IReadOnlyList<ExperimentState>? States { get; init; }

    /// <summary>Only experiments whose name contains this, without regard to case.</summary>
    public string? NameContains { get; init; }

    /// <summary>The rows to skip.</summary>
    public int Offset { get; init; }

    /// <summary>The most rows to return, 1 to 10,000.</summary>
    public int Limit { get; init; } = 100;
}
