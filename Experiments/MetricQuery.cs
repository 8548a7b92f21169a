namespace ActorTraining.Experiments;

/// <summary>Which metrics of which trials, how finely.</summary>
public sealed record MetricQuery
{
    /// <summary>Only these trials; null for all.</summary>
    public IReadOnlyList<int>? Trials { get; init; }

    /// <summary>Only these metrics; null for all.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>The most points per series; longer ones are thinned by keeping each bucket's lowest and highest. Null for every point.</summary>
    public int? MaxPoints { get; init; }

    /// <summary>Whether the answer says when each value was reported (<see cref="MetricSeries.Times"/>), not only after how many seconds.</summary>
    public bool Times { get; init; }
}
