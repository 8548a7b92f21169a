using System.CommandLine;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain data</c>: the data sets of this machine.</summary>
internal sealed class DataCommand : Command
{
    /// <summary>Creates the command.</summary>
    public DataCommand(CommandContext context) : base("data", "Lists and fetches data sets.")
    {
        Add(new DataListCommand(context));
        Add(new DataGetCommand(context));
        Add(new DataPathCommand(context));
    }
}
