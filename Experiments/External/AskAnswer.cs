namespace ActorTraining.Experiments.External;

/// <summary>The answer to somebody who asks for a trial.</summary>
/// <param name="Trial">The trial; null when there is none at the moment.</param>
/// <param name="IsOver">Whether the experiment has come to its end, so that there is no use in asking again.</param>
/// <param name="Reason">Why there is none, in words; null with a trial.</param>
public sealed record AskAnswer(AskedTrial? Trial, bool IsOver, string? Reason);
