using System.Text.Json;
using ActorTraining.Experiments.Search.Naming;

namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>Names the trials of an experiment by what tells them apart.</summary>
internal sealed class TrialNames
{
    private const int LongestName = 24;
    private const int LongestLabel = 64;

    private readonly Dictionary<string, string> _choiceNames;
    private readonly ChoiceNames _names;
    private readonly Dictionary<int, string> _labels;

    /// <summary>Names trials.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="parameters">The parameters of their spec, with search expressions.</param>
    public TrialNames(IReadOnlyList<TrialInfo> trials, JsonElement parameters)
    {
        Paths = [.. trials.SelectMany(t => t.Choices.Keys).Distinct().Order(StringComparer.Ordinal)];
        _names = ChoiceNames.Of(parameters, Paths);
        // Of several places of a list each is spoken of by its path: the name stands for all of them together.
        _choiceNames = Paths.ToDictionary(p => p, p => Paths.Count(other => _names.NameOf(other) == _names.NameOf(p)) == 1 ? _names.NameOf(p) : p);
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

    /// <summary>What a path is called together with those that differ from it only in their places in a list: <c>outputs</c>.</summary>
    public string GroupOf(string path) => _names.NameOf(path);

    /// <summary>A trial's choices: <c>lr 0.1, hidden 64</c>; <c>trial 1</c> where there are none. Unique among the trials.</summary>
    public string Label(int trial) => _labels[trial];

    /// <summary>What a sentence calls a trial that it has introduced, or that needs no introduction: <c>lr 0.1</c>, <c>trial 3</c>.</summary>
    public string Short(int trial) => NamesByChoice ? Label(trial) : $"trial {trial}";

    /// <summary>What a sentence calls a trial at first: <c>lr 0.1 (trial 3)</c>, <c>trial 3 (lr 0.1, hidden 64)</c>.</summary>
    public string Full(int trial) => (NamesByChoice, Paths.Count, Label(trial)) switch
    {
        (true, _, var label) => $"{label} (trial {trial})",
        (_, 0, _) => $"trial {trial}",
        (_, _, var label) => $"trial {trial} ({Beginning(label.Replace($" (trial {trial})", "", StringComparison.Ordinal))})",
    };

    /// <summary>A chosen value as text, shortened where it is long.</summary>
    public string ValueOf(string path, JsonElement choice) => _names.ValueOf(path, choice);

    /// <summary>A trial's choices by name; those that differ only in their places in a list are one.</summary>
    public IReadOnlyList<NamedChoice> Of(TrialInfo trial) => _names.Of(Paths.Where(trial.Choices.ContainsKey).ToDictionary(path => path, path => trial.Choices[path]));

    /// <summary>As many choices as a sentence bears.</summary>
    private static string Beginning(string label) => label.Length <= LongestLabel ? label : label[..(label.LastIndexOf(", ", LongestLabel, StringComparison.Ordinal) is > 0 and var end ? end : LongestLabel)] + ", …";

    private string Describe(TrialInfo trial) => trial.Choices.Count == 0
        ? $"trial {trial.Number}"
        : string.Join(", ", Of(trial).Select(choice => $"{choice.Name} {choice.Value}"));
}
