using ActorTraining.Experiments;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments.Trials;

/// <summary>A column of the table of trials.</summary>
/// <param name="Key">How the address names it, as <see cref="TrialField"/> does where it can be sorted by.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="IsNumber">Whether its cells are aligned at the right.</param>
/// <param name="Field">What is sorted by; null where the store cannot.</param>
internal sealed record TrialColumn(string Key, string Title, Func<TrialInfo, string> Text, bool IsNumber, TrialField? Field)
{
    private const int FirstChoices = 8;
    private const int FirstMetrics = 4;

    /// <summary>Whether another column has it together with others.</summary>
    public bool IsPart { get; init; }

    /// <summary>The columns that there can be for trials of an experiment, in their order. Number and state come before all of them.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="words">What its choices are called.</param>
    /// <param name="trials">Trials that tell which choices and metrics there are.</param>
    /// <param name="metrics">The metrics, in the order in which people look for them.</param>
    public static IReadOnlyList<TrialColumn> Of(ExperimentInfo experiment, ChoiceText words, IReadOnlyList<TrialInfo> trials, IReadOnlyList<string> metrics)
    {
        var choices = trials.SelectMany(trial => trial.Choices.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        return
        [
            new("objective", experiment.Spec.Objective.Metric, trial => Format.Number(trial.Objective), true, TrialField.Objective),
            .. choices.GroupBy(words.NameOf).SelectMany(group => Choices(words, group.Key, [.. group], trials)),
            .. metrics.Where(name => name != experiment.Spec.Objective.Metric).Select(name => new TrialColumn($"metric:{name}", name, trial => Format.Number(trial.Metrics.TryGetValue(name, out var value) ? value : null), true, Sortable($"metric:{name}"))),
            new("step", "Step", trial => trial.Steps > 0 ? $"{Format.Number(Math.Floor(trial.Step))} of {Format.Count(trial.Steps)}" : Format.None, true, null),
            new("seconds", "Time", trial => Format.Duration(trial.Seconds), true, TrialField.Seconds),
            new("started", "Started", trial => Format.Moment(trial.Started), false, TrialField.Started),
            new("attempt", "Attempt", trial => trial.Attempt == 0 ? Format.None : Format.Count(trial.Attempt), true, null),
            new("slot", "Ran on", trial => trial.Slot is null ? Format.None : $"{trial.Silo} {trial.Slot}", false, null),
            new("error", "Error", trial => trial.Error ?? "", false, null),
        ];
    }

    /// <summary>Those of them that are shown where none were chosen.</summary>
    public static IReadOnlyList<TrialColumn> First(IReadOnlyList<TrialColumn> columns) =>
    [
        .. columns.Where(column => column.Key == "objective"),
        .. columns.Where(column => (column.Key.StartsWith("param:", StringComparison.Ordinal) && !column.IsPart) || column.Key.StartsWith("choice:", StringComparison.Ordinal)).Take(FirstChoices),
        .. columns.Where(column => column.Key.StartsWith("metric:", StringComparison.Ordinal)).Take(FirstMetrics),
        .. columns.Where(column => column.Key is "step" or "seconds"),
    ];

    // What was chosen at several places of a list is one column, 24-32-48, and each place may be shown besides.
    private static IEnumerable<TrialColumn> Choices(ChoiceText words, string name, IReadOnlyList<string> paths, IReadOnlyList<TrialInfo> trials)
    {
        if (paths.Count > 1)
        {
            yield return new TrialColumn($"choice:{name}", name, Joined, false, null);
        }

        foreach (var path in paths)
        {
            yield return new TrialColumn(
                $"param:{path}", words.TitleOf(path, paths), trial => trial.CurrentChoices.TryGetValue(path, out var value) ? words.ValueOf(path, value) : Format.None, IsNumeric(trials, path), Sortable($"param:{path}"))
            {
                IsPart = paths.Count > 1,
            };
        }

        string Joined(TrialInfo trial) => words.Cells(paths.Where(trial.Choices.ContainsKey).ToDictionary(path => path, path => trial.CurrentChoices[path])) is [var all] ? all.Value : Format.None;
    }

    private static bool IsNumeric(IReadOnlyList<TrialInfo> trials, string path) =>
        trials.Any(trial => trial.Choices.TryGetValue(path, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.Number);

    private static TrialField? Sortable(string text)
    {
        try
        {
            return TrialField.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
