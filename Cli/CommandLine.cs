using System.CommandLine;
using System.CommandLine.Help;
using ActorTraining.Cli.Commands;

namespace ActorTraining.Cli;

/// <summary>The whole command line: parses the arguments, runs the command, and turns whatever goes wrong into a message and an exit code.</summary>
internal static class CommandLine
{
    private const string Closing = """
        Examples:
          actortrain run examples/mnist-learning-rates.yaml
          actortrain run sweep.yaml --slots 4 --set params.epochs=2
          actortrain show latest

        Exit codes:
            0  all fine
            1  an unexpected error; a log file tells more
            2  bad usage, an invalid spec, an unknown experiment or data set, a refused command
            3  the experiment ended, but some of its trials failed
            4  the experiment was stopped, or a limit ended it
            5  a data set could not be had
            6  the report could not be written; the results are in the store
            7  the server could not be reached, or refused the token
          130  interrupted; the command can go on where it was

        """;

    /// <summary>Runs the command that the arguments ask for.</summary>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandContext context)
    {
        try
        {
            ParseResult parsed = Create(context).Parse(args.Count == 0 ? ["--help"] : args);
            if (UsageErrors.Of(parsed) is { Count: > 0 } errors)
                return (int)Failure.WriteUsage(errors, parsed, context);
            var invocation = new InvocationConfiguration
            {
                Output = context.Out,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // signals are the Interruption's
            };
            return await parsed.InvokeAsync(invocation, context.Interruption.Token);
        }
        catch (Exception error)
        {
            return (int)Failure.Write(error, context);
        }
    }

    private static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand("Runs machine-learning experiments: searches over parameters, trials side by side on this machine's cores, live progress, and a report at the end.")
        {
            new RunCommand(context),
            new SubmitCommand(context),
            new ServeCommand(context),
            new SiloCommand(context),
            new ListCommand(context),
            new ShowCommand(context),
            new AttemptsCommand(context),
            new ClusterCommand(context),
            new PauseCommand(context),
            new ResumeCommand(context),
            new StopCommand(context),
            new CancelCommand(context),
            new AdjustCommand(context),
            new EnqueueCommand(context),
            new ConfigureCommand(context),
            new ExtendCommand(context),
            new CloneCommand(context),
            new DeleteCommand(context),
            new ValidateCommand(context),
            new SchemaCommand(context),
            new DataCommand(context),
            new TokenCommand(context),
        };
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help })
                option.Action = new HelpWithExamples(help, Closing);
            else if (option is VersionOption)
                option.Action = new WriteVersion();
        }
        return root;
    }
}
