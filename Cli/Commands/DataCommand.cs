using System.CommandLine;
namespace ActorTraining.Cli.Commands;
/// <summary>x</summary>
internal sealed class DataCommand(CommandContext context) : CliCommand(context, "data", "x")
{
    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel) => throw new NotImplementedException();
}
