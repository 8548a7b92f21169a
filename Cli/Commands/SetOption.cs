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
        Validators.Add(result =>
        {
            foreach (string word in result.Tokens.Select(token => token.Value).Where(word => word.IndexOf('=') < 1))
                result.AddError($"--set {word}: is not of the form path=value, for example params.epochs=2");
        });
    }
}
