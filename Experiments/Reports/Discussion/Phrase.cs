using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>Turns of phrase that the sentences of a report share.</summary>
internal static class Phrase
{
    /// <summary>The most trials that sentences speak of one by one.</summary>
    public const int MostNamed = 6;

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "none",
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1],
    };

    /// <summary>The names of trials; beyond <see cref="MostNamed"/> the first of them and how many more.</summary>
    public static string Names(IReadOnlyList<ReportTrial> trials) => trials.Count <= MostNamed
        ? List([.. trials.Select(t => t.Name)])
        : List([.. trials.Take(MostNamed - 1).Select(t => t.Name), $"{NumberText.Whole(trials.Count - MostNamed + 1)} more"]);

    /// <summary>The sentence with its first letter in upper case.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A trial's name at the beginning of a sentence: <c>Trial 3</c>; a parameter keeps its spelling.</summary>
    public static string Subject(string name) => name.StartsWith("trial ", StringComparison.Ordinal) ? Sentence(name) : name;
}
