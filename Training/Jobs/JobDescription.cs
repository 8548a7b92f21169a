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
    Func<IJob> Create);
