using System.CommandLine;

namespace ActorTraining.Cli.Commands;

/// <summary>The option <c>--json</c>.</summary>
internal sealed class JsonOption : Option<bool>
{
    /// <summary>Creates the option.</summary>
    /// <param name="description">What is written then.</param>
    public JsonOption(string description) : base("--json") => Description = description;
}
