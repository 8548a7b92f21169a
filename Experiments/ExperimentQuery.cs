namespace ActorTraining.Experiments;

/// <summary>Which experiments; the newest come first.</summary>
public sealed record ExperimentQuery
{
    /// <summary>Only experiments in these states; null for all.</summary>
    public IReadOnlyList<ExperimentState>? States { get; init; }

    /// <summary>Only experiments whose name contains this, without regard to case.</summary>
    public string? NameContains { get; init; }

    /// <summary>Only experiments with each of these words in their identifier, name, description, job or tags, without regard to case.</summary>
    public string? Text { get; init; }

    /// <summary>Only experiments with this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Only experiments of this job.</summary>
    public string? Job { get; init; }

    /// <summary>The rows to skip.</summary>
    public int Offset { get; init; }

    /// <summary>The most rows to return, 1 to 10,000.</summary>
    public int Limit { get; init; } = 100;
}
