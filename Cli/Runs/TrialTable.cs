using ActorTraining.Cli.Output;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>The table of an experiment's trials: number, choices, metrics, time, state.</summary>
internal static class TrialTable
{
    private const int LeastChoice = 8;

    /// <summary>The table. Where room is short, metrics other than the objective give way, the last ones first, and then the time.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="trials">The trials in the order in which they are shown.</param>
    public static TextTable Of(ExperimentInfo experiment, IReadOnlyList<TrialInfo> trials)
    {
        string objective = experiment.Spec.Objective.Metric;
        ChoiceText names = ChoiceText.For(experiment.Spec, trials.SelectMany(trial => trial.Choices.Keys));
        Dictionary<TrialInfo, Dictionary<string, string>> chosen = trials.ToDictionary(trial => trial, trial => names.Cells(trial.CurrentChoices).ToDictionary(choice => choice.Name, choice => choice.Value));
        string[] choices = [.. trials.SelectMany(trial => chosen[trial].Keys).Distinct()];
        string[] metrics = [objective, .. trials.SelectMany(trial => trial.Metrics.Keys).Distinct().Where(metric => metric != objective).Order(StringComparer.Ordinal)];
        var table = new TextTable(
        [
            new TextColumn("#", Right: true),
            .. choices.Select(name => new TextColumn(name) { Least = LeastChoice }),
            .. metrics.Select((metric, rank) => new TextColumn(metric, Right: true) { Rank = rank == 0 ? 0 : rank + 1 }),
            new TextColumn("time", Right: true) { Rank = 1 },
            new TextColumn("state"),
        ]);
        foreach (TrialInfo trial in trials)
            table.Add(
                ToneOf(trial, experiment),
                [
                    $"{trial.Number}",
                    .. choices.Select(name => chosen[trial].GetValueOrDefault(name, "")),
                    .. metrics.Select(metric => TrialText.Metric(trial, metric)),
                    DurationText.Measured(trial.Seconds),
                    TrialText.State(trial.State),
                ]);
        return table;
    }

    private static TextTone ToneOf(TrialInfo trial, ExperimentInfo experiment) =>
        trial.Number == experiment.BestTrial ? TextTone.Best
        : trial.State == TrialState.Failed ? TextTone.Bad
        : TextTone.Plain;
}
