namespace ActorTraining.Cli.Output;

/// <summary>The size of a terminal in characters.</summary>
internal readonly record struct TerminalSize(int Width, int Height);
