using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Reports;

/// <summary>The objective against the size of what was trained.</summary>
internal static class FrontCharts
{
    /// <summary>The chart; null where there is no front.</summary>
    public static FrontChart? Of(ReportData data) => SizeFront.Of(data) is not { } found ? null : new FrontChart
    {
        Title = Phrase.Sentence($"{data.ObjectiveMetric.Display} against {found.Size.Display}"),
        X = new Axis { Label = found.Size.Display, Scale = found.All[^1].Size >= CurveAxis.Decade * found.All[0].Size ? AxisScale.Log : AxisScale.Linear },
        Y = new Axis { Label = data.ObjectiveMetric.Display, Format = data.ObjectiveMetric.IsFraction ? TickFormat.Percent : TickFormat.Number },
        HigherIsBetter = data.Objective.Direction == ObjectiveDirection.Maximize,
        Points = [.. found.All.Select(point => new FrontPoint($"trial {point.Trial.Info.Number}", point.Size, point.Trial.Objective!.Value, found.Front.Contains(point)))],
    };
}
