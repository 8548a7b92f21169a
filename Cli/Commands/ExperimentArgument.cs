using System.CommandLine;

namespace ActorTraining.Cli.Commands;

/// <summary>The argument that names an experiment.</summary>
internal sealed class ExperimentArgument : Argument<string>
{
    /// <summary>Creates the argument.</summary>
    public ExperimentArgument() : base("experiment") => Description = "The identifier, the beginning of one, or 'latest'";
}
