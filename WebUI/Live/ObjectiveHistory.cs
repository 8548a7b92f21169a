namespace ActorTraining.WebUI.Live;

/// <summary>The objectives of an experiment's trials.</summary>
/// <param name="Event">The newest event of the experiment when they were read.</param>
/// <param name="Read">When they were read, a timestamp of the clock.</param>
/// <param name="IsWhole">Whether they are those of all trials, not of some that are spread over all.</param>
/// <param name="Values">The objectives of the trials that have one, by number.</param>
public sealed record ObjectiveHistory(long Event, long Read, bool IsWhole, IReadOnlyList<double> Values);
