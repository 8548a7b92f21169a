using System.CommandLine;
using System.CommandLine.Parsing;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;
using ActorTraining.Experiments;

namespace ActorTraining.Cli;

/// <summary>Turns what went wrong into a message for the user and an exit code. No stack trace reaches the user unasked.</summary>
internal static class Failure
{
    /// <summary>The environment variable that shows stack traces.</summary>
    public const string DebugVariable = "ACTORTRAINING_DEBUG";

    /// <summary>Reports an exception.</summary>
    public static ExitCode Write(Exception error, CommandContext context)
    {
        switch (error)
        {
            case CommandException failure:
                return Write(failure.Code, failure.Message, context);
            case InvalidSpecException invalid:
                return Write(ExitCode.Usage, $"the spec has {Count(invalid.Errors.Count)}:\n  {string.Join("\n  ", invalid.Errors)}", context);
            case UnknownExperimentException unknown:
                return Write(ExitCode.Usage, $"{unknown.Message}; 'actortrain list' shows all", context);
            case HttpRequestException or UnauthorizedAccessException { InnerException: HttpRequestException } or StoreException { InnerException: HttpRequestException }:
                return Write(ExitCode.ServerUnavailable, error.Message, context);
            case ArgumentException { InnerException: HttpRequestException }:
                return Write(ExitCode.Usage, error.Message, context);
            case OperationCanceledException when context.Interruption.Requested:
                context.Error.WriteLine("interrupted");
                return ExitCode.Interrupted;
            default:
                return WriteUnexpected(error, context);
        }
    }

    /// <summary>Reports arguments that could not be parsed.</summary>
    /// <param name="errors">What is wrong with them, at least one.</param>
    /// <param name="parsed">What could be made of them.</param>
    /// <param name="context">Receives the report.</param>
    public static ExitCode WriteUsage(IEnumerable<string> errors, ParseResult parsed, CommandContext context)
    {
        foreach (string error in errors)
            context.Error.WriteLine($"error: {PlainText.Of(error)}");
        context.Error.WriteLine($"'{string.Join(' ', CommandPath(parsed.CommandResult))} --help' tells more");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> CommandPath(CommandResult command) =>
        command.Parent is CommandResult parent ? CommandPath(parent).Append(command.Command.Name) : [ThisProgram.Name];

    private static string Count(int errors) => errors == 1 ? "an error" : $"{errors} errors";

    private static ExitCode Write(ExitCode code, string message, CommandContext context)
    {
        context.Error.WriteLine($"error: {string.Join(Environment.NewLine, message.Split('\n').Select(PlainText.Of))}");
        return code;
    }

    private static ExitCode WriteUnexpected(Exception error, CommandContext context)
    {
        if (context.Variable(DebugVariable) == "1")
            context.Error.WriteLine(error);
        string where = ErrorLog.Write(error, context) is { } file ? $"; the details are in {file}" : $"; {DebugVariable}=1 shows the details";
        return Write(ExitCode.Unexpected, $"unexpected: {PlainText.Of(error.Message)}{where}", context);
    }
}
