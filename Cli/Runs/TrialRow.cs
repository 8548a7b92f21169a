using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>A trial as a display shows it.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Remaining">The time it still takes; null where it does not run, or where that cannot be told yet.</param>
internal sealed record TrialRow(TrialInfo Trial, TimeSpan? Remaining);
