using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>What size buys: the trials that no other one beats in both.</summary>
internal static class FrontText
{
    /// <summary>The title of the section.</summary>
    public static string Title(ReportData data) => $"Size against {data.ObjectiveMetric.Display}";

    /// <summary>Writes the sentences; none where there is no front.</summary>
    public static IEnumerable<string> Write(ReportData data)
    {
        if (SizeFront.Of(data) is not { } found) yield break;
        var (front, metric, size) = (found.Front, data.ObjectiveMetric, found.Size.Display);
        string Point((ReportTrial Trial, double Size) point) => $"trial {point.Trial.Info.Number} ({NumberText.Whole((long)point.Size)} {size}, {metric.Format(point.Trial.Objective!.Value)})";
        if (front.Count == 1)
        {
            yield return $"The smallest trial is also the best one: {Point(front[0])}.";
        }
        else
        {
            yield return $"No other trial is both smaller and better than these: {Phrase.List([.. front.Select(Point)])}.";
            var gain = Math.Abs(front[^1].Trial.Objective!.Value - front[0].Trial.Objective!.Value);
            yield return $"From the first to the last of them, {NumberText.Plain(front[^1].Size / front[0].Size, 2)} times the {size} gain {metric.FormatDifference(gain)}.";
        }

        var rho = RankCorrelation.Of([.. found.All.Select(point => point.Size)], [.. found.All.Select(point => point.Trial.Objective!.Value)]);
        yield return $"Over {NumberText.Count(found.All.Count, "trial")} the rank correlation of {size} and {metric.Display} is {(rho > 0 ? "+" : "")}{NumberText.Plain(Math.Round(rho, 2), 2)}.";
    }
}
