using System.CommandLine;
namespace ActorTraining.Cli.Commands;
/// <summary>x</summary>
internal sealed class SchemaCommand(CommandContext context) : CliCommand(context, "schema", "x")
{
    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel) => throw new NotImplementedException();
}
