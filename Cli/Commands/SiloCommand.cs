using System.CommandLine;
using ActorTraining.Cli.Hosting;
using ActorTraining.Silo.Hosting;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain silo</c>: makes this machine a part of a cluster.</summary>
internal sealed class SiloCommand : CliCommand
{
    private readonly SiloOptions _options = new();

    /// <summary>Creates the command.</summary>
    public SiloCommand(CommandContext context)
        : base(context, "silo", "Makes this machine a part of a cluster: runs trials on its devices until it is stopped, then lets them move to other machines.")
    {
        foreach (Option option in _options.All)
            Add(option);
        Examples = """
              actortrain silo --listen http://0.0.0.0:5081 --token-file secret      the head, which has the store
              actortrain silo --join http://head:5081 --token-file secret           on every other machine
              actortrain silo --device cuda:0*2 --device cpu:4 --label zone=lab
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        int code = await SiloProcess.RunAsync(() => _options.Read(parsed, Context.Variable, StorePath.Resolve(Context, null)), Context.Jobs, Context.Out, Context.Error, cancel);
        return code == 0 ? ExitCode.Success : ExitCode.Usage;
    }
}
