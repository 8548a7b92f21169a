using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ActorTraining.Cli.Commands;

namespace ActorTraining.Cli;

/// <summary>The help of a command, with its examples below.</summary>
/// <param name="help">Writes usage, arguments and options.</param>
/// <param name="closing">What stands below the help of the program itself.</param>
internal sealed class HelpWithExamples(HelpAction help, string closing) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Command command = parseResult.CommandResult.Command;
        if (command is RootCommand)
            output.WriteLine(closing);
        else if (command is CliCommand { Examples.Length: > 0 } documented)
            output.WriteLine($"Examples:\n{documented.Examples}\n");
        return code;
    }
}
