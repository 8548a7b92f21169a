using System.CommandLine;
using System.CommandLine.Parsing;

namespace ActorTraining.Cli.Commands;

/// <summary>The argument that names a trial.</summary>
internal sealed class TrialArgument : Argument<int>
{
    /// <summary>Creates the argument.</summary>
    public TrialArgument() : base("trial")
    {
        Description = "The trial's number, as 'actortrain show' tells it";
        CustomParser = Parse;
    }

    private static int Parse(ArgumentResult argument)
    {
        string word = argument.Tokens[0].Value;
        if (!int.TryParse(word, out int number) || number < 1)
            argument.AddError($"'{word}' is not the number of a trial; the first one is 1");
        return number;
    }
}
