using System.CommandLine;
using ActorTraining.Cli.Hosting;

namespace ActorTraining.Cli.Commands;

/// <summary>The option <c>--store</c>.</summary>
internal sealed class StoreOption : Option<string?>
{
    /// <summary>Creates the option.</summary>
    public StoreOption() : base("--store")
    {
        Description = $"File that the experiments are stored in, or a PostgreSQL database (postgres://user:password@host/database); otherwise ${StorePath.Variable}, otherwise experiments.db in the user's data folder";
        HelpName = "path";
    }

    /// <summary>The option as it was given, with a space before it, to name the same store in another command; empty where it was not given.</summary>
    public string Words(ParseResult parsed) => parsed.GetValue(this) is { } path ? $" {Name} {ShellText.Quote(path)}" : "";

    /// <summary>The full path of the store.</summary>
    public string Path(ParseResult parsed, CommandContext context) => StorePath.Resolve(context, parsed.GetValue(this));
}
