using System.CommandLine;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain schema</c>: the JSON Schema of specs, for editors.</summary>
internal sealed class SchemaCommand : CliCommand
{
    /// <summary>Creates the command.</summary>
    public SchemaCommand(CommandContext context)
        : base(context, "schema", "Prints the JSON Schema of spec files, from which editors complete, explain and check.") =>
        Examples = """
              actortrain schema > experiment.schema.json
              (and as the first line of a spec:  # yaml-language-server: $schema=experiment.schema.json)
            """;

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        Context.Out.Write(JsonSchemaWriter.Write(Context.Jobs));
        return Task.FromResult(ExitCode.Success);
    }
}
