namespace ActorTraining.Experiments;

/// <summary>An experiment that waits for slots.</summary>
/// <param name="Experiment">The identifier.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Wanted">How many more trials it could run at once.</param>
/// <param name="Held">How many slots it holds.</param>
/// <param name="Since">When it began to wait: since then it could have used more than it was given.</param>
/// <param name="Reason">Why it cannot be served, whatever becomes free; null when it only has to wait for its turn.</param>
public sealed record QueuedExperiment(string Experiment, int Priority, int Wanted, int Held, DateTimeOffset Since, string? Reason);
