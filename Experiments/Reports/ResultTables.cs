using System.Text.Json;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;

namespace ActorTraining.Experiments.Reports;

/// <summary>The results as tables for other programs.</summary>
internal static class ResultTables
{
    /// <summary>Every value of every metric: trial, choices, metric, step, value.</summary>
    public static byte[] Metrics(ReportData data)
    {
        var table = new CsvTable().Text("trial");
        foreach (var path in data.Names.Paths) table.Text(path);
        table.Text("metric").Text("step").Text("value").EndRow();
        foreach (var trial in data.Trials)
        {
            foreach (var series in trial.Series.Values.OrderBy(s => s.Metric, StringComparer.Ordinal))
            {
                for (var i = 0; i < series.Values.Count; i++)
                {
                    table.Number(trial.Info.Number);
                    Choices(table, data, trial);
                    table.Text(series.Metric).Number(series.Steps[i]).Number(series.Values[i]).EndRow();
                }
            }
        }

        return table.ToBytes();
    }

    /// <summary>Every trial: state, choices, objective, last value of each metric, what its curves say, times, error.</summary>
    public static byte[] Trials(ReportData data)
    {
        var table = new CsvTable().Text("trial").Text("state");
        foreach (var path in data.Names.Paths) table.Text(path);
        table.Text("objective").Text("best_step").Text("curve").Text("overfits_from");
        foreach (var metric in data.Metrics) table.Text(metric.Name);
        table.Text("attempt").Text("seconds").Text("started").Text("ended").Text("error").EndRow();
        foreach (var trial in data.Trials)
        {
            table.Number(trial.Info.Number).Text(NameOf(trial.Info.State));
            Choices(table, data, trial);
            table.Number(trial.Info.Objective).Number(trial.Best(data.Objective)?.Step);
            table.Text(ConvergenceText.Word(trial.Judgement.Verdict)).Number(trial.Overfitting?.From);
            foreach (var metric in data.Metrics) table.Number(trial.Last(metric.Name));
            table.Number(trial.Info.Attempt).Number(trial.Info.Seconds).Time(trial.Info.Started).Time(trial.Info.Ended).Text(trial.Info.Error).EndRow();
        }

        return table.ToBytes();
    }

    /// <summary>A state as tables write it: <c>completed</c>.</summary>
    public static string NameOf(TrialState state) => state.ToString().ToLowerInvariant();

    private static void Choices(CsvTable table, ReportData data, ReportTrial trial)
    {
        foreach (var path in data.Names.Paths) table.Json(trial.Info.Choices.TryGetValue(path, out var value) ? value : (JsonElement?)null);
    }
}
