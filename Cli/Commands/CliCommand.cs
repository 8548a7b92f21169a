using System.CommandLine;

namespace ActorTraining.Cli.Commands;

/// <summary>A command of the program.</summary>
internal abstract class CliCommand : Command
{
    /// <summary>Creates the command.</summary>
    /// <param name="context">The world that it works in.</param>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, for the help.</param>
    protected CliCommand(CommandContext context, string name, string description) : base(name, description)
    {
        Context = context;
        SetAction(async (parsed, cancel) => (int)await RunAsync(parsed, cancel));
    }

    /// <summary>Examples for the help, one per line, indented by two.</summary>
    public string Examples { get; protected init; } = "";

    /// <summary>The world that the command works in.</summary>
    protected CommandContext Context { get; }

    /// <summary>Does the work.</summary>
    protected abstract Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel);
}
