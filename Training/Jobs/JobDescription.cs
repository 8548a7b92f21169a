using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs;

/// <summary>A job as the catalogue lists it: what it is called, what it takes and what it reports.</summary>
/// <param name="Name">The name that specs use, in kebab case: <c>classifier</c>.</param>
/// <param name="Summary">One sentence for people.</param>
/// <param name="Parameters">The schema of its parameters; validation and the editors' JSON Schema come from it.</param>
/// <param name="Metrics">The metrics that it reports, so that an objective can be checked before anything runs.</param>
/// <param name="Create">Makes the job for one trial.</param>
public sealed record JobDescription(
    string Name,
    string Summary,
    ObjectSchema Parameters,
    IReadOnlyList<MetricDescription> Metrics,
    Func<IJob> Create)
{
    /// <summary>What every trial on a slot took, which an objective may be although no job reports it: the metric <c>seconds</c>, known at the end.</summary>
    public static MetricDescription Seconds { get; } = new("seconds", "s", "The seconds that the trial computed, all attempts together; known at its end", HigherIsBetter: false);

    /// <summary>What its trials can be compared by: <see cref="Metrics"/>, and <see cref="Seconds"/> unless they run elsewhere.</summary>
    public IReadOnlyList<MetricDescription> Objectives => IsExternal ? Metrics : [.. Metrics, Seconds];

    /// <summary>The numbers that constraints may be about beside the parameters.</summary>
    public IReadOnlyList<DerivedQuantity> Derived { get; init; } = [];

    /// <summary>Whether its trials run elsewhere, for scripts that ask for them, and not on slots; then <see cref="Metrics"/> does not say what they report.</summary>
    public bool IsExternal { get; init; }

    /// <summary>The paths of parameters that a user may change while a trial runs: <c>optimizer.lr</c>.</summary>
    public IReadOnlyList<string> Adjustable { get; init; } = [];

    /// <summary>Whether it builds models, so that a spec may choose the backend for them.</summary>
    public bool UsesModels { get; init; }

    /// <summary>The path of the parameter that says how long a trial is, <c>epochs</c>: raising it lets a finished trial go on from its last checkpoint. Null where there is none.</summary>
    public string? Length { get; init; }

    /// <summary>Whether, with these parameters (search expressions may stand in them), a step of a trial is what <see cref="Length"/> counts.</summary>
    public Func<JsonElement, bool> CountsInLength { get; init; } = _ => true;
}
