namespace ActorTraining.Experiments;

/// <summary>Which trials, in which order.</summary>
public sealed record TrialQuery
{
    /// <summary>Only trials in these states; null for all.</summary>
    public IReadOnlyList<TrialState>? States { get; init; }

    /// <summary>Conditions that every trial meets.</summary>
    public IReadOnlyList<TrialFilter> Filters { get; init; } = [];

    /// <summary>Order by the objective, best first, trials without one last; goes before <see cref="Sort"/>.</summary>
    public bool BestFirst { get; init; }

    /// <summary>
    /// Order by this value, then by number. Of a parameter, numbers come before texts and texts are in the order of their characters; trials without the value come last, in either direction.
    /// </summary>
    public TrialField Sort { get; init; } = TrialField.Number;

    /// <summary>The largest first.</summary>
    public bool Descending { get; init; }

    /// <summary>The rows to skip.</summary>
    public int Offset { get; init; }

    /// <summary>The most rows to return, 1 to 10,000.</summary>
    public int Limit { get; init; } = 1000;
}
