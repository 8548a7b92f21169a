using ActorTraining.Cli.Output;
using ActorTraining.Experiments;
using Spectre.Console;

namespace ActorTraining.Cli.Runs;

/// <summary>The table of an experiment's trials: number, choices, metrics, time, state.</summary>
internal static class TrialTable
{
    /// <summary>The table, with as many metrics as fit the console.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="trials">The trials in the order in which they are shown.</param>
    /// <param name="console">What it is drawn on.</param>
    public static Table Of(ExperimentInfo experiment, IReadOnlyList<TrialInfo> trials, IAnsiConsole console)
    {
        string[] choices = [.. trials.SelectMany(trial => trial.Choices.Keys).Distinct()];
        string[] names = [.. choices.Select(path => ChoiceText.Name(path, choices))];
        int room = console.Profile.Width - WidthBesideMetrics(trials, choices, names);
        IReadOnlyList<string> metrics = MetricColumns.ForResult(
            experiment.Spec.Objective.Metric, trials.SelectMany(trial => trial.Metrics.Keys).Distinct(), room);

        Table table = SpectreConsole.Table(console);
        table.AddColumn(SpectreConsole.Column("#", right: true));
        foreach (string name in names)
            table.AddColumn(SpectreConsole.Column(PlainText.Of(name)));
        foreach (string metric in metrics)
            table.AddColumn(SpectreConsole.Column(PlainText.Of(metric), right: true));
        table.AddColumn(SpectreConsole.Column("time", right: true));
        table.AddColumn(SpectreConsole.Column("state"));
        foreach (TrialInfo trial in trials)
            table.AddRow(Cells(trial, choices, metrics, trial.Number == experiment.BestTrial));
        return table;
    }

    private static IEnumerable<Text> Cells(TrialInfo trial, string[] choices, IReadOnlyList<string> metrics, bool best)
    {
        Style style = best ? new Style(Color.Green, decoration: Decoration.Bold) : Style.Plain;
        yield return new Text(trial.Number.ToString(), style);
        foreach (string path in choices)
            yield return new Text(Choice(trial, path), style);
        foreach (string metric in metrics)
            yield return new Text(TrialText.Metric(trial, metric), style);
        yield return new Text(DurationText.Measured(trial.Seconds), style);
        yield return new Text(TrialText.State(trial.State), trial.State == TrialState.Failed ? new Style(Color.Red) : style);
    }

    private static string Choice(TrialInfo trial, string path) =>
        trial.Choices.TryGetValue(path, out var value) ? PlainText.Cut(ChoiceText.Value(value), 40) : "";

    // Number, time and state with the two characters of padding that every column has, and what the table's border takes.
    private static int WidthBesideMetrics(IReadOnlyList<TrialInfo> trials, string[] choices, string[] names) =>
        4 + 2 + 7 + 2 + 9 + 2 + 4
        + choices.Select((path, i) => 2 + trials.Select(trial => Choice(trial, path).Length).Append(names[i].Length).Max()).Sum();
}
