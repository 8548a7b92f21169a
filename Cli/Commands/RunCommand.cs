using System.CommandLine;
namespace ActorTraining.Cli.Commands;
/// <summary>x</summary>
internal sealed class RunCommand(CommandContext context) : CliCommand(context, "run", "x")
{
    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel) => throw new NotImplementedException();
}
