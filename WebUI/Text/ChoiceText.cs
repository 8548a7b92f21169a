using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Search.Naming;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.WebUI.Text;

/// <summary>What a search chose for the trials of an experiment, in the words by which people tell them apart: <c>layers 6×conv-2d, lr 0.1</c>.</summary>
public sealed class ChoiceText
{
    private readonly ChoiceNames _names;

    private ChoiceText(ChoiceNames names) => _names = names;

    /// <summary>The words for a spec.</summary>
    public static ChoiceText Of(ExperimentSpec spec) => new(ChoiceNames.Of(spec.Parameters, number: Format.Value));

    /// <summary>All choices of a trial in one line; empty where nothing was chosen.</summary>
    public string Of(TrialInfo trial) => string.Join(", ", Lines(trial));

    /// <summary>The choices of a trial, each as its name and its value: <c>lr 0.1</c>.</summary>
    public IEnumerable<string> Lines(TrialInfo trial) => Cells(trial).Select(choice => $"{choice.Name} {choice.Value}");

    /// <summary>The choices of a trial by name; those that differ only in their places in a list are one: <c>outputs 24-32-48</c>.</summary>
    public IReadOnlyList<NamedChoice> Cells(TrialInfo trial) => Cells(trial.CurrentChoices);

    /// <inheritdoc cref="Cells(TrialInfo)"/>
    public IReadOnlyList<NamedChoice> Cells(IReadOnlyDictionary<string, JsonElement> choices) =>
        _names.Of(choices.OrderBy(choice => choice.Key, StringComparer.Ordinal).ToDictionary());

    /// <summary>What the choice at a path is called, together with those that differ only in their places in a list: <c>outputs</c>.</summary>
    public string NameOf(string path) => _names.NameOf(path);

    /// <summary>What the choice at a path is called: its name, or the end of its path from its list on where others have the name as well, <c>layers[4].outputs</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="all">All paths.</param>
    public string TitleOf(string path, IReadOnlyCollection<string> all) => all.Count(other => NameOf(other) == NameOf(path)) == 1 ? NameOf(path)
        : path[(path.LastIndexOf('.', Math.Max(0, path.IndexOf('[', StringComparison.Ordinal))) + 1)..] is var end && all.Count(other => other.EndsWith(end, StringComparison.Ordinal)) == 1 ? end
        : path;

    /// <summary>What a value that was chosen at a path is called: <c>6×conv-2d</c> for a list of layers.</summary>
    public string ValueOf(string path, JsonElement value) => _names.ValueOf(path, value);
}
