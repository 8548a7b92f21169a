using System.CommandLine;
using ActorTraining.Experiments;

namespace ActorTraining.Silo.Hosting;

/// <summary>What was given on the command line or, where nothing stands there, in environment variables; it gathers what is wrong with it.</summary>
public sealed class GivenOptions(ParseResult parsed, Func<string, string?> variable)
{
    private const string VariablePrefix = "ACTORTRAINING_";

    private readonly List<string> _errors = [];

    /// <summary>What was wrong so far: the option or variable, and the rule.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The text of an option; null where it was not given.</summary>
    public string? Text(Option<string?> option) => parsed.GetValue(option) ?? (variable(VariableOf(option)) is { Length: > 0 } text ? text : null);

    /// <summary>The value of an option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="otherwise">Its value where it was not given, or is wrong.</param>
    /// <param name="read">Reads a text; throws a <see cref="FormatException"/> that says what is wrong.</param>
    public T Value<T>(Option<string?> option, T otherwise, Func<string, T> read)
    {
        try
        {
            return Text(option) is { } text ? read(text) : otherwise;
        }
        catch (Exception e) when (IsFault(e))
        {
            Refuse(option, e.Message);
            return otherwise;
        }
    }

    /// <summary>The values of an option that may be repeated; in a variable they are separated by commas.</summary>
    /// <param name="option">The option.</param>
    /// <param name="read">Reads all texts; throws a <see cref="FormatException"/> with a line for each fault.</param>
    public IReadOnlyList<T> All<T>(Option<string[]> option, Func<IEnumerable<string>, IReadOnlyList<T>> read)
    {
        try
        {
            return read(parsed.GetValue(option) is { Length: > 0 } here
                ? here
                : (variable(VariableOf(option)) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        catch (FormatException e)
        {
            e.Message.Split('\n').ToList().ForEach(fault => Refuse(option, fault));
            return [];
        }
    }

    /// <summary>Notes that an option cannot be as it is.</summary>
    public void Refuse(Option option, string why) =>
        _errors.Add($"{(parsed.GetResult(option) is { Implicit: false } || variable(VariableOf(option)) is null ? option.Name : "$" + VariableOf(option))}: {why}");

    private static bool IsFault(Exception e) => e is FormatException or ArgumentException or StoreException or IOException or UnauthorizedAccessException;

    private static string VariableOf(Option option) => VariablePrefix + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();
}
