using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>Which trial is best, and by how much.</summary>
internal static class BestText
{
    /// <summary>Writes the sentences.</summary>
    public static IEnumerable<string> Write(ReportData data)
    {
        var metric = data.ObjectiveMetric;
        if (data.Best is not { Objective: { } value } best)
        {
            yield return $"No trial has a value of {metric.Display}, so none can be called best.";
            yield break;
        }

        yield return Rank(data, best, value);
        if (data.Objective.Value == ObjectiveValue.Last && best.Best(data.Objective) is { } peak && data.Objective.IsBetter(peak.Value, value))
            yield return $"Its best value, {metric.Format(peak.Value)}, came at {data.Unit} {NumberText.Whole(peak.Step)}.";
        if (data.Ranked.Count > 3) yield return Field(data);
    }

    private static string Rank(ReportData data, ReportTrial best, double value)
    {
        var metric = data.ObjectiveMetric;
        var at = best.ObjectiveStep(data.Objective) is { } step ? $" at {data.Unit} {NumberText.Whole(step)}" : "";
        var others = data.Ranked.Where(t => t != best).ToList();
        if (others.Count == 0) return $"{Phrase.Subject(best.FullName)} is the only one with a result: {metric.Display} {metric.Format(value)}{at}.";
        if (others[0].Objective == value)
        {
            var level = others.TakeWhile(t => t.Objective == value).ToList();
            return $"{Phrase.Subject(best.FullName)} reached a {metric.Display} of {metric.Format(value)}{at}, level with {Phrase.Names(level)}.";
        }

        var side = value > others[0].Objective ? "above" : "below";
        var compared = others.Take(2).Select((t, i) =>
        {
            var lead = Math.Abs(value - t.Objective!.Value);
            return $"{(i == 0 ? metric.FormatDifference(lead) : metric.FormatShortDifference(lead))} {side} {t.Name} ({metric.Format(t.Objective!.Value)})";
        });
        return $"{Phrase.Subject(best.FullName)} is best with a {metric.Display} of {metric.Format(value)}{at}: {Phrase.List([.. compared])}.";
    }

    /// <summary>Where the middle and the end of the field are.</summary>
    private static string Field(ReportData data)
    {
        var metric = data.ObjectiveMetric;
        var values = data.Ranked.Select(t => t.Objective!.Value).Order().ToList();
        var median = (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
        var worst = data.Ranked[^1];
        return $"The median of the {NumberText.Count(values.Count, "trial")} with a result is {metric.Format(median)}; "
            + $"the worst is {worst.Name} with {metric.Format(worst.Objective!.Value)}.";
    }
}
