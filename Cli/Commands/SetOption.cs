using System.CommandLine;

namespace ActorTraining.Cli.Commands;

/// <summary>The option <c>--set</c>, which may be given several times.</summary>
internal sealed class SetOption : Option<string[]>
{
    /// <summary>Creates the option.</summary>
    public SetOption() : base("--set")
    {
        Description = "Puts another value into the spec, for example params.epochs=2; may be repeated";
        HelpName = "path=value";
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
    }
}
