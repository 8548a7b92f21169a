namespace ActorTraining.Cli;

/// <summary>Another process runs the experiments of the store; commands have to go to that one.</summary>
/// <param name="message">Which store, and what can be done.</param>
internal sealed class StoreInUseException(string message) : CommandException(ExitCode.Usage, message);
