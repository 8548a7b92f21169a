using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>Every trial with its choices and results, best first; below it, the errors in full.</summary>
internal static class ResultTable
{
    private const int MostChoices = 4;
    private const int MostMetrics = 6;
    private const int MostErrors = 12;
    private const string Verdict = "Curve";
    private const string Choices = "Choices";

    /// <summary>One column.</summary>
    /// <param name="Title">Its head.</param>
    /// <param name="Cell">Its text for a trial.</param>
    /// <param name="IsNumber">Whether it is set to the right.</param>
    private sealed record Column(string Title, Func<ReportTrial, string> Cell, bool IsNumber = true)
    {
        /// <summary>The class of its cells.</summary>
        public string? Class => IsNumber ? "number" : Title switch { Verdict => "word", Choices => "choices", _ => null };
    }

    /// <summary>Writes table and errors.</summary>
    public static void Write(HtmlWriter html, ReportData data)
    {
        html.Start("section", ("class", "results")).Element("h2", "Results");
        if (data.Trials.Count == 0) html.Element("p", "There are no trials yet.");
        else Table(html, data);
        WriteErrors(html, data);
        html.End();
    }

    private static void Table(HtmlWriter html, ReportData data)
    {
        var columns = Columns(data);
        var explained = Errors(data).Take(MostErrors).SelectMany(e => e).ToHashSet();
        // What scrolls has to be reachable with the keyboard.
        html.Start("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Results")).Start("table").Start("thead").Start("tr").Element("th", "Trial", ("scope", "col"));
        foreach (var column in columns) html.Element("th", column.Title, ("scope", "col"), ("class", column.Class));
        html.Element("th", "State", ("scope", "col")).End().End().Start("tbody");
        foreach (var trial in data.BestFirst)
        {
            html.Start("tr", ("class", trial == data.Best ? "winner" : null));
            html.Start("th", ("scope", "row")).Start("span", ("class", "key"));
            Swatch(html, data, trial);
            html.Text(NumberText.Whole(trial.Info.Number)).End().End();
            foreach (var column in columns) html.Element("td", column.Cell(trial), ("data-label", column.Title), ("class", column.Class));
            State(html, trial, explained.Contains(trial));
            html.End();
        }

        html.End().End().End();
        html.Element("p", Note(data), ("class", "note"));
    }

    private static List<Column> Columns(ReportData data)
    {
        List<Column> columns = [];
        if (data.Names.Paths.Count is > 0 and <= MostChoices)
        {
            columns.AddRange(data.Names.Paths.Select(path => new Column(
                data.Names.Choice(path),
                t => t.Info.Choices.TryGetValue(path, out var value) ? data.Names.ValueOf(path, value) : "–",
                ParameterText.Numbers(data, path) is not null)));
        }
        else if (data.Names.Paths.Count > MostChoices) columns.Add(new Column(Choices, t => t.Label, false));

        var metrics = data.Metrics.OrderBy(m => m == data.ObjectiveMetric ? 0 : m.Split != DataSplit.Unknown ? 1 : 2).Take(MostMetrics).ToHashSet();
        columns.AddRange(data.Metrics.Where(metrics.Contains).Select(m => new Column(
            Phrase.Sentence(m.Display),
            t => t.Last(m.Name) is { } value ? m.Format(value) : "–")));
        if (data.Trials.Any(t => t.Best(data.Objective) is not null))
            columns.Add(new Column($"Best {data.Unit}", t => t.Best(data.Objective) is { } best ? NumberText.Whole(best.Step) : "–"));
        if (data.Trials.Any(t => t.ScoreGap is not null)) columns.Add(new Column("Gap", t => t.ScoreGap is { } gap ? gap.Train.FormatShortDifference(gap.Last) : "–"));
        else if (data.Trials.Any(t => t.LossGap is not null)) columns.Add(new Column("Gap", t => t.LossGap is { } gap ? gap.Train.FormatShortDifference(gap.Last) : "–"));
        columns.Add(new Column("Time", t => t.Info.Seconds > 0 ? NumberText.Duration(t.Info.Seconds) : "–"));
        columns.Add(new Column(Verdict, t => t.Judgement.Verdict == CurveVerdict.Unknown ? "–" : ConvergenceText.Word(t.Judgement.Verdict), false));
        return columns;
    }

    private static void Swatch(HtmlWriter html, ReportData data, ReportTrial trial)
    {
        if (data.Trials.Count > LineChart.LegendLimit) return;
        html.Markup(Legend.Swatch(SeriesLook.At(trial.Index)));
    }

    private static void State(HtmlWriter html, ReportTrial trial, bool hasError)
    {
        var state = trial.Info.State;
        html.Start("td", ("data-label", "State"), ("class", "state")).Element("span", ResultTables.NameOf(state), ("class", $"badge {ResultTables.NameOf(state)}"));
        if (state == TrialState.Running && trial.Info.Steps > 0)
            html.Element("span", $" {trial.Info.Unit} {NumberText.Plain(Math.Floor(trial.Info.Step))} of {NumberText.Whole(trial.Info.Steps)}", ("class", "muted"));
        if (state == TrialState.Pruned)
        {
            html.Element("span", $" {trial.Info.Unit} {NumberText.Plain(Math.Floor(trial.Info.Step))} of {NumberText.Whole(trial.Info.Steps)}", ("class", "muted"));
            html.Element("div", trial.Info.Error ?? "", ("class", "muted why"));
        }

        if (hasError) html.Text(" ").Element("a", "error", ("href", $"#error-{trial.Info.Number}"));
        html.End();
    }

    private static string Note(ReportData data)
    {
        var gap = data.Trials.Select(t => t.ScoreGap ?? t.LossGap).FirstOrDefault(g => g is not null);
        var note = $"Best first, by {data.ObjectiveMetric.Display}; metrics are the last ones reported.";
        if (gap is null) return note;
        var order = gap.Train.HigherIsBetter == true ? $"{gap.Train.Display} minus {gap.HeldOut.Display}" : $"{gap.HeldOut.Display} minus {gap.Train.Display}";
        return $"{note} Gap: {order}{(gap.Train.IsFraction ? ", in percentage points" : "")}.";
    }

    private static List<IGrouping<string, ReportTrial>> Errors(ReportData data) =>
        [.. data.Trials.Where(t => t.Info.Error is not null && t.Info.State != TrialState.Pruned).GroupBy(t => t.Info.Error!.Trim())];

    /// <summary>Writes each error once, however many trials it struck.</summary>
    private static void WriteErrors(HtmlWriter html, ReportData data)
    {
        var errors = Errors(data);
        foreach (var error in errors.Take(MostErrors))
        {
            html.Start("div", ("class", "error"));
            foreach (var trial in error) html.Element("span", "", ("id", $"error-{trial.Info.Number}"));
            var attempts = error.Count() == 1 && error.First().Info.Attempt > 1 ? $", attempt {error.First().Info.Attempt}" : "";
            html.Element("h3", $"Error of {(error.Count() == 1 ? error.First().FullName : Phrase.Names([.. error]))}{attempts}");
            html.Element("pre", error.Key, ("tabindex", "0")).End();
        }

        if (errors.Count > MostErrors) html.Element("p", $"{NumberText.Count(errors.Count - MostErrors, "more error")} in trials.csv.", ("class", "note"));
    }
}
