namespace ActorTraining.Cli.Runs;

/// <summary>A run that its user left before its end.</summary>
/// <param name="Experiment">The experiment's identifier.</param>
/// <param name="Resume">The command that goes on with it.</param>
/// <param name="Stop">The command that ends it, where it goes on by itself; null where nothing runs it now.</param>
internal sealed record InterruptedRun(string Experiment, string Resume, string? Stop);
