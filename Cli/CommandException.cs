namespace ActorTraining.Cli;

/// <summary>A command cannot do what was asked, for a reason that its message explains to the user.</summary>
/// <param name="code">How the program ends.</param>
/// <param name="message">What was wrong, where, and what would be right; may have several lines.</param>
internal class CommandException(ExitCode code, string message) : Exception(message)
{
    /// <summary>How the program ends.</summary>
    public ExitCode Code { get; } = code;
}
