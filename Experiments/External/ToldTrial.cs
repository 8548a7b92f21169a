using System.Text.Json.Serialization;

namespace ActorTraining.Experiments.External;

/// <summary>What somebody tells of a trial that runs elsewhere. Telling nothing but the attempt is a sign of life.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ToldTrial
{
    /// <summary>The attempt, as the answer to asking named it.</summary>
    public required int Attempt { get; init; }

    /// <summary>Numbers what one attempt tells, from 1, so that what is sent twice counts once; 0 counts whatever comes.</summary>
    public long Sequence { get; init; }

    /// <summary>How far the trial is, at least 0; null for the last step of <see cref="Points"/>, or where it was.</summary>
    public double? Step { get; init; }

    /// <summary>The steps in all; 0 while unknown.</summary>
    public long Steps { get; init; }

    /// <summary>What a step is: <c>epoch</c>.</summary>
    public string Unit { get; init; } = "step";

    /// <summary>The values of metrics at <see cref="Step"/>: the short form of <see cref="Points"/>, and both may be given.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The values of metrics since the last time, each with its step.</summary>
    public IReadOnlyList<MetricPoint> Points { get; init; } = [];

    /// <summary>Lines for the log.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>How it ended; null while it runs.</summary>
    public ToldOutcome? Outcome { get; init; }

    /// <summary>What went wrong, where it failed.</summary>
    public string? Error { get; init; }

    /// <summary>All values of metrics.</summary>
    /// <param name="known">The step that the trial was at.</param>
    public IEnumerable<MetricPoint> AllPoints(double known) => [.. Points, .. Metrics.Select(metric => new MetricPoint(metric.Key, (long)(Step ?? known), metric.Value))];
}
