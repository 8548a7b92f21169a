using System.Text.Json;
using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>Names the trials of an experiment by what tells them apart.</summary>
internal sealed class TrialNames
{
    private const int LongestValue = 40;
    private const int LongestName = 24;

    private readonly Dictionary<string, string> _choiceNames;
    private readonly Dictionary<int, string> _labels;

    /// <summary>Names trials.</summary>
    public TrialNames(IReadOnlyList<TrialInfo> trials)
    {
        Paths = [.. trials.SelectMany(t => t.Choices.Keys).Distinct().Order(StringComparer.Ordinal)];
        _choiceNames = Paths.ToDictionary(p => p, p => Paths.Count(other => Leaf(other) == Leaf(p)) == 1 ? Leaf(p) : p);
        _labels = trials.ToDictionary(t => t.Number, Describe);
        var shared = _labels.GroupBy(l => l.Value).Where(g => g.Count() > 1).SelectMany(g => g).ToList();
        foreach (var (number, label) in shared) _labels[number] = $"{label} (trial {number})";
        NamesByChoice = Paths.Count == 1 && shared.Count == 0 && trials.All(t => t.Choices.Count == 1) && _labels.Values.All(l => l.Length <= LongestName);
    }

    /// <summary>The paths of everything that the search chose, in order.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Whether a trial's one choice names it: it is unique and short.</summary>
    private bool NamesByChoice { get; }

    /// <summary>A path's last part where that is unambiguous: <c>lr</c> for <c>optimizer.lr</c>.</summary>
    public string Choice(string path) => _choiceNames[path];

    /// <summary>A trial's choices: <c>lr 0.1, hidden 64</c>; <c>trial 1</c> where there are none. Unique among the trials.</summary>
    public string Label(int trial) => _labels[trial];

    /// <summary>What a sentence calls a trial that it has introduced, or that needs no introduction: <c>lr 0.1</c>, <c>trial 3</c>.</summary>
    public string Short(int trial) => NamesByChoice ? Label(trial) : $"trial {trial}";

    /// <summary>What a sentence calls a trial at first: <c>lr 0.1 (trial 3)</c>, <c>trial 3 (lr 0.1, hidden 64)</c>.</summary>
    public string Full(int trial) => (NamesByChoice, Paths.Count, Label(trial)) switch
    {
        (true, _, var label) => $"{label} (trial {trial})",
        (_, 0, _) => $"trial {trial}",
        (_, _, var label) => $"trial {trial} ({label.Replace($" (trial {trial})", "", StringComparison.Ordinal)})",
    };

    /// <summary>A chosen value as text, shortened where it is long.</summary>
    public static string ValueOf(JsonElement choice)
    {
        var text = choice.ValueKind switch
        {
            JsonValueKind.Number when choice.TryGetDouble(out var number) && double.IsFinite(number) => NumberText.Plain(number),
            JsonValueKind.String => choice.GetString()!,
            JsonValueKind.Array or JsonValueKind.Object => Parts(choice),
            _ => choice.GetRawText(),
        };
        return text.Length <= LongestValue ? text : text[..(char.IsHighSurrogate(text[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1)] + "…";
    }

    /// <summary>Lists and objects without their punctuation: <c>sgd, lr 0.01</c>, <c>linear 256 · relu · linear 10</c>.</summary>
    private static string Parts(JsonElement choice)
    {
        if (choice.ValueKind == JsonValueKind.Array) return string.Join(" · ", choice.EnumerateArray().Select(ValueOf));
        var rest = choice.EnumerateObject().Where(p => p.Name != "kind").ToList();
        var single = rest.Count == 1 ? ValueOf(rest[0].Value) : null;
        if (!choice.TryGetProperty("kind", out var kind)) return single ?? string.Join(", ", rest.Select(p => $"{p.Name} {ValueOf(p.Value)}"));
        return single is not null && rest[0].Value.ValueKind == JsonValueKind.Number && rest[0].Name != "lr"
            ? $"{ValueOf(kind)} {single}"
            : string.Join(", ", rest.Select(p => $"{p.Name} {ValueOf(p.Value)}").Prepend(ValueOf(kind)));
    }

    private string Describe(TrialInfo trial) => trial.Choices.Count == 0
        ? $"trial {trial.Number}"
        : string.Join(", ", Paths.Where(trial.Choices.ContainsKey).Select(p => $"{Choice(p)} {ValueOf(trial.Choices[p])}"));

    private static string Leaf(string path) => path[(path.LastIndexOf('.') + 1)..];
}
