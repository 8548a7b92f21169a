using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>What the one varied number does to the objective, and which values to try next.</summary>
internal static class TrendText
{
    /// <summary>Writes the sentences.</summary>
    public static IEnumerable<string> Write(ReportData data, string path, IReadOnlyList<(ReportTrial Trial, double Value)> values)
    {
        var higher = data.Objective.Direction == ObjectiveDirection.Maximize;
        var trend = ParameterTrend.Of([.. values.Select(v => (v.Value, v.Trial.Objective, v.Trial.Judgement.Verdict == CurveVerdict.Diverged))], higher, value => data.IsPossible(path, value));
        if (trend is null) yield break;
        var name = data.Names.Choice(path);
        yield return Shape(data, name, trend);
        yield return Advice(name, trend);
        if (Unfinished(data, trend, values) is { } caution) yield return caution;
    }

    private static string Shape(ReportData data, string name, ParameterTrend trend)
    {
        var metric = data.ObjectiveMetric;
        var (low, high) = (NumberText.Plain(trend.Points[0].Value), NumberText.Plain(trend.Points[^1].Value));
        var best = trend.Points[trend.Best];
        var at = $"{name} {NumberText.Plain(best.Value)} ({metric.Format(best.Objective)})";
        var verb = data.Objective.Direction == ObjectiveDirection.Maximize ? "rises" : "falls";
        if (trend.Points.Count == 2 && trend.Shape != TrendShape.Level)
            return $"Of the two values of {name}, {NumberText.Plain(best.Value)} is better: {metric.Format(best.Objective)} against {metric.Format(trend.Points[1 - trend.Best].Objective)}.";
        return trend.Shape switch
        {
            TrendShape.Level => $"{Phrase.Sentence(metric.Display)} hardly depends on {name} between {low} and {high}: "
                + $"all values lie between {metric.Format(trend.Points.Min(p => p.Objective))} and {metric.Format(trend.Points.Max(p => p.Objective))}.",
            TrendShape.BetterUpwards => $"{Phrase.Sentence(metric.Display)} {verb} with {name} over the whole range from {low} to {high}.",
            TrendShape.BetterDownwards => $"{Phrase.Sentence(metric.Display)} {verb} as {name} gets smaller, over the whole range from {high} down to {low}.",
            TrendShape.Peak => $"{Phrase.Sentence(metric.Display)} is best at {at} and gets worse on either side of it.",
            _ => $"{Phrase.Sentence(metric.Display)} shows no clear trend in {name} between {low} and {high}; the best value is {at}.",
        };
    }

    private static string Advice(string name, ParameterTrend trend)
    {
        var next = trend.Next.Count == 0 ? "" : $" Next, try {Phrase.List([.. trend.Next.Select(v => NumberText.Plain(v))])}.";
        var best = NumberText.Plain(trend.Points[trend.Best].Value);
        bool lowest = trend.Best == 0 && trend.BrokenBelow is null, highest = trend.Best == trend.Points.Count - 1 && trend.BrokenAbove is null;
        if (trend.Shape == TrendShape.Level) return $"The choice of {name} within this range matters little; a wider one would show more.";
        if ((highest || lowest) && trend.IsBestAtBound)
            return $"The best value, {best}, is the {(highest ? "largest" : "smallest")} that is possible.{next}";
        if (highest) return $"The best value, {best}, is the largest that was tried, so the optimum may lie beyond it.{next}";
        if (lowest) return $"The best value, {best}, is the smallest that was tried, so the optimum may lie below it.{next}";
        var limits = new[] { trend.BrokenBelow, trend.BrokenAbove }.OfType<double>().Select(v => NumberText.Plain(v)).ToList();
        var bounded = limits.Count == 0 ? "The optimum lies inside the tested range" : $"{name} {Phrase.List(limits)} diverged, so the optimum lies inside the tested range";
        return $"{bounded}, around {best}.{next}";
    }

    /// <summary>A neighbour of the best value that had not finished learning may still change the order.</summary>
    private static string? Unfinished(ReportData data, ParameterTrend trend, IReadOnlyList<(ReportTrial Trial, double Value)> values)
    {
        if (trend.Shape == TrendShape.Level) return null;
        var unfinished = values
            .Where(v => v.Value != trend.Points[trend.Best].Value && v.Trial.Judgement.Verdict == CurveVerdict.Improving)
            .Select(v => v.Trial)
            .ToList();
        return unfinished.Count == 0 ? null : $"This holds for trials of this length: {Phrase.Names(unfinished)} had not finished learning, and with more {data.Unit}s the distance may shrink.";
    }
}
