using System.CommandLine;
namespace ActorTraining.Cli.Commands;
/// <summary>x</summary>
internal sealed class ValidateCommand(CommandContext context) : CliCommand(context, "validate", "x")
{
    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel) => throw new NotImplementedException();
}
