using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Specs;

/// <summary>Reads values that take the place of others, given as <c>path=value</c>.</summary>
internal static class SpecOverrides
{
    /// <summary>The values of the option <c>--set</c>.</summary>
    /// <exception cref="CommandException">One of them is not of the form.</exception>
    public static SpecOverride[] OfOption(IEnumerable<string> texts) => [.. texts.Select(text => Parse(text, "--set "))];

    /// <summary>Reads one.</summary>
    /// <param name="text">Path and value.</param>
    /// <param name="where">Where it was given, with a space behind it, for the error.</param>
    /// <exception cref="CommandException">It is not of the form.</exception>
    public static SpecOverride Parse(string text, string where)
    {
        try
        {
            return SpecOverride.Parse(text);
        }
        catch (InvalidSpecException invalid)
        {
            throw new CommandException(ExitCode.Usage, $"{where}{string.Join("; ", invalid.Errors)}");
        }
    }
}
