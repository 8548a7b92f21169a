using System.CommandLine;
using System.CommandLine.Invocation;
using ActorTraining.Cli.Hosting;

namespace ActorTraining.Cli;

/// <summary>Writes the program's name and version.</summary>
internal sealed class WriteVersion : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"{ThisProgram.Name} {ThisProgram.Version}");
        return (int)ExitCode.Success;
    }
}
