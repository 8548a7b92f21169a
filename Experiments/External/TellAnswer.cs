using ActorTraining.Experiments.Coordination;

namespace ActorTraining.Experiments.External;

/// <summary>The answer to what was told of a trial.</summary>
/// <param name="Stop">Why to stop the trial; null to go on, and after its end. <see cref="StopReason.Superseded"/> when the lease had run out or nothing is known of the attempt: what was told counts no more.</param>
public sealed record TellAnswer(StopReason? Stop);
