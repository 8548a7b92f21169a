using System.CommandLine;
using System.CommandLine.Parsing;

namespace ActorTraining.Cli.Commands;

/// <summary>The option <c>--slots</c>.</summary>
internal sealed class SlotsOption : Option<int?>
{
    /// <summary>Creates the option.</summary>
    public SlotsOption() : base("--slots")
    {
        Description = "How many trials run at once [default: one per core]";
        HelpName = "n";
        Validators.Add(Check);
    }

    private static void Check(OptionResult slots)
    {
        if (slots.Tokens is [var token] && int.TryParse(token.Value, out int n) && n < 1)
            slots.AddError($"--slots: {n} is not at least 1");
    }
}
