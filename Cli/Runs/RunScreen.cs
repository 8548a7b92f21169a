using ActorTraining.Cli.Output;
using ActorTraining.Experiments;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorTraining.Cli.Runs;

/// <summary>Draws one picture of a running experiment: a row per trial, then the whole.</summary>
internal static class RunScreen
{
    private const int MostRows = 20;

    /// <summary>The picture.</summary>
    /// <param name="view">The experiment.</param>
    /// <param name="size">The terminal; the picture is narrower and lower than it.</param>
    public static IRenderable Of(RunView view, TerminalSize size)
    {
        // Around the rows: heading, column names, "more", an empty line, total, best, and the cursor's own line.
        int room = Math.Clamp(size.Height - 8, 1, MostRows);
        IReadOnlyList<TrialRow> rows = view.Rows(room);
        var columns = RunColumns.For(view, rows, size.Width);
        var lines = new List<IRenderable> { Heading(view, size.Width), Header(columns) };
        lines.AddRange(rows.Select(row => Row(row, columns, view.Choices)));
        if (view.Total > rows.Count)
            lines.Add(Line($"  … {view.Total - rows.Count} more", Color.Grey));
        lines.Add(Text.Empty);
        lines.Add(Total(view, size.Width));
        if (view is { State: ExperimentState.Running, Reason: { } reason })
            lines.Add(Line(PlainText.Cut(PlainText.Of(reason), size.Width - 1), Color.Yellow));
        if (view.Best is { } best)
            lines.Add(Line(PlainText.Cut($"best so far: {TrialText.Name(best, view.Choices)}, {view.Experiment.Spec.Objective.Metric} {NumberText.Of(best.Objective!.Value)}", size.Width - 1)));
        return new Rows(lines);
    }

    /// <summary>A bar of a number of characters, filled to a share in [0, 1].</summary>
    public static (string Filled, string Empty) Bar(double fraction, int width)
    {
        int filled = (int)Math.Floor(Math.Clamp(fraction, 0, 1) * width + 1e-9);
        return (new string('━', filled), new string('─', width - filled));
    }

    private static Paragraph Heading(RunView view, int width)
    {
        string text = $" · {TrialText.Plural(view.Total, "trial")} of {PlainText.Of(view.Experiment.Spec.Job)} · {TrialText.Plural(view.Slots, "slot")}";
        string id = PlainText.Cut(view.Experiment.Id, Math.Max(8, width - text.Length - 1));
        return new Paragraph().Append(id, new Style(decoration: Decoration.Bold)).Append(PlainText.Cut(text, Math.Max(0, width - id.Length - 1)), Color.Grey);
    }

    private static Paragraph Header(RunColumns columns)
    {
        IEnumerable<string> metrics = columns.Metrics.Select(column => column.Name.PadLeft(column.Width));
        return Line(columns.Join("#".PadLeft(columns.Number), "".PadRight(columns.Choices), "".PadRight(columns.Bar), columns.Unit.PadLeft(columns.Step), metrics, ""), Color.Grey);
    }

    private static Paragraph Row(TrialRow row, RunColumns columns, ChoiceText choices)
    {
        TrialInfo trial = row.Trial;
        double fraction = trial.State == TrialState.Completed ? 1 : trial.Steps > 0 ? trial.Step / trial.Steps : 0;
        (string filled, string empty) = Bar(fraction, columns.Bar);
        Color color = ColorOf(trial.State);
        string before = $"{trial.Number.ToString().PadLeft(columns.Number)}{RunColumns.Gap}"
            + (columns.Choices > 0 ? PlainText.Cut(choices.Of(trial.CurrentChoices), columns.Choices).PadRight(columns.Choices) + RunColumns.Gap : "");
        IEnumerable<string> metrics = columns.Metrics.Select(column => PlainText.Cut(TrialText.Metric(trial, column.Name), column.Width).PadLeft(column.Width));
        string values = string.Concat(metrics.Prepend(TrialText.Step(trial).PadLeft(columns.Step)).Select(value => value + RunColumns.Gap));
        return new Paragraph().Append(before).Append(filled, color).Append(empty + (columns.Bar > 0 ? RunColumns.Gap : ""), Color.Grey)
            .Append(values).Append(PlainText.Cut(TrialText.State(row), columns.State), color);
    }

    private static Paragraph Total(RunView view, int width)
    {
        string done = $"  {Math.Floor(view.Fraction * 100):0}%  {view.Ended} of {view.Total} done"
            + (view.Count(TrialState.Failed) is > 0 and var failed ? $", {failed} failed" : "")
            + (view.Remaining is { } left && view.Ended < view.Total ? $", {DurationText.Of(left)} left" : "");
        (string filled, string empty) = Bar(view.Fraction, Math.Clamp(width - done.Length - 2, 5, 40));
        return new Paragraph().Append(filled, Color.Blue).Append(empty, Color.Grey).Append(PlainText.Cut(done, Math.Max(0, width - filled.Length - empty.Length - 1)));
    }

    private static Color ColorOf(TrialState state) => state switch
    {
        TrialState.Running => Color.Blue,
        TrialState.Completed => Color.Green,
        TrialState.Failed => Color.Red,
        TrialState.Pruned or TrialState.Cancelled => Color.Yellow,
        _ => Color.Grey,
    };

    private static Paragraph Line(string text, Color? color = null) => new Paragraph(text, color ?? Color.Default);
}
