namespace ActorTraining.Experiments;

/// <summary>Which trials, in which order.</summary>
public sealed record TrialQuery
{
    /// <summary>Only trials in these states; null for all.</summary>
    public IReadOnlyList<TrialState>? States { get; init; }

    /// <summary>Order by the objective, best first, trials without one last; otherwise by number.</summary>
    public bool BestFirst { get; init; }

    /// <summary>The rows to skip.</summary>
    public int Offset { get; init; }

    /// <summary>The most rows to return, 1 to 10,000.</summary>
    public int Limit { get; init; } = 1000;
}
