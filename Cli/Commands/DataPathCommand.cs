using System.CommandLine;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain data path</c>: where data sets are kept.</summary>
internal sealed class DataPathCommand(CommandContext context)
    : CliCommand(context, "path", "Prints the folder that data sets are kept in; $ACTORTRAINING_DATA names another one.")
{
    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        Context.Out.WriteLine(Context.Datasets.Folder);
        return Task.FromResult(ExitCode.Success);
    }
}
