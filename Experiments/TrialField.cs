using System.Buffers;

namespace ActorTraining.Experiments;

/// <summary>A value of trials that one can sort and filter by.</summary>
/// <remarks>As text: <c>number</c>, <c>objective</c>, <c>state</c>, <c>seconds</c>, <c>started</c>, <c>metric:test.accuracy</c>, <c>param:optimizer.lr</c>.</remarks>
public sealed record TrialField
{
    private const string MetricPrefix = "metric:";
    private const string ParameterPrefix = "param:";

    // What could be taken for syntax where names are looked up in JSON; no job uses these in a name.
    private static readonly SearchValues<char> Refused = SearchValues.Create("\"\\");

    private TrialField(TrialFieldKind kind, string name) => (Kind, Name) = (kind, name);

    /// <summary>The number in its experiment.</summary>
    public static TrialField Number { get; } = new(TrialFieldKind.Number, "");

    /// <summary>The value of the objective.</summary>
    public static TrialField Objective { get; } = new(TrialFieldKind.Objective, "");

    /// <summary>Where it is in its life.</summary>
    public static TrialField State { get; } = new(TrialFieldKind.State, "");

    /// <summary>The seconds that its attempts computed.</summary>
    public static TrialField Seconds { get; } = new(TrialFieldKind.Seconds, "");

    /// <summary>When its first attempt started.</summary>
    public static TrialField Started { get; } = new(TrialFieldKind.Started, "");

    /// <summary>What kind of value it is.</summary>
    public TrialFieldKind Kind { get; }

    /// <summary>The metric's name, or the parameter's path under <c>params</c>; empty for the other kinds.</summary>
    public string Name { get; }

    /// <summary>The newest value of a metric.</summary>
    /// <param name="name">For example <c>test.accuracy</c>.</param>
    /// <exception cref="FormatException">No metric can have this name.</exception>
    public static TrialField Metric(string name) => new(TrialFieldKind.Metric, Checked(name, MetricPrefix));

    /// <summary>A value that the search chose; a trial for which it chose none counts as one without the value.</summary>
    /// <param name="path">The path under <c>params</c>, as in <see cref="TrialInfo.Choices"/>.</param>
    /// <exception cref="FormatException">No parameter can have this path.</exception>
    public static TrialField Parameter(string path) => new(TrialFieldKind.Parameter, Checked(path, ParameterPrefix));

    /// <summary>Understands the text of a field.</summary>
    /// <exception cref="FormatException">It is none; the message says what would be right.</exception>
    public static TrialField Parse(string text) => text switch
    {
        "number" => Number,
        "objective" => Objective,
        "state" => State,
        "seconds" => Seconds,
        "started" => Started,
        _ when text.StartsWith(MetricPrefix, StringComparison.Ordinal) => Metric(text[MetricPrefix.Length..]),
        _ when text.StartsWith(ParameterPrefix, StringComparison.Ordinal) => Parameter(text[ParameterPrefix.Length..]),
        _ => throw new FormatException($"'{text}' is none of number, objective, state, seconds, started, metric:NAME and param:PATH"),
    };

    /// <summary>The text that <see cref="Parse"/> understands.</summary>
    public override string ToString() => Kind switch
    {
        TrialFieldKind.Metric => MetricPrefix + Name,
        TrialFieldKind.Parameter => ParameterPrefix + Name,
        _ => Kind.ToString().ToLowerInvariant(),
    };

    private static string Checked(string name, string prefix)
    {
        if (name.Length is 0 or > 200)
        {
            throw new FormatException($"a name of 1 to 200 characters has to follow {prefix}");
        }

        return name[0] is '$' or '[' || name.AsSpan().ContainsAny(Refused) || name.Any(char.IsControl)
            ? throw new FormatException($"'{prefix}{name}' has a character that no name has")
            : name;
    }
}
