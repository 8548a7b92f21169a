using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>How far held-out data lies behind the training data, how that grew, and who over-fits.</summary>
internal static class GapText
{
    /// <summary>Writes the sentences; none where nothing was measured on both.</summary>
    public static IEnumerable<string> Write(ReportData data)
    {
        var scores = Gaps(data, t => t.ScoreGap);
        var losses = Gaps(data, t => t.LossGap);
        if (scores.Count > 0) yield return Spread(data, scores);
        if (losses.Count > 0) yield return Spread(data, losses);
        if (losses.Count == 0) yield break;

        var over = data.Trials.Where(t => t.Overfitting is not null).OrderByDescending(t => t.Overfitting!.Rise).ToList();
        foreach (var trial in over.Take(3)) yield return Sign(data, trial);
        if (over.Count > 3)
            yield return $"{NumberText.Count(over.Count - 3, "more trial")} {(over.Count == 4 ? "shows" : "show")} the same sign: {Phrase.Names([.. over.Skip(3)])}.";
        if (over.Count > 0) yield break;
        var (train, heldOut) = (losses[0].Gap.Train.Display, losses[0].Gap.HeldOut.Display);
        yield return $"No trial shows over-fitting: nowhere did the {heldOut} end {NumberText.Share(Overfitting.RisingShare)} or more above its lowest value "
            + $"while the {train} went on falling.";
    }

    private static List<(ReportTrial Trial, Gap Gap)> Gaps(ReportData data, Func<ReportTrial, Gap?> gap) =>
        [.. data.Trials.Where(t => gap(t) is not null).Select(t => (t, gap(t)!)).OrderByDescending(p => p.Item2.Last)];

    private static string Spread(ReportData data, List<(ReportTrial Trial, Gap Gap)> gaps)
    {
        var first = gaps[0].Gap;
        var order = first.Train.HigherIsBetter == true ? $"{first.Train.Display} minus {first.HeldOut.Display}" : $"{first.HeldOut.Display} minus {first.Train.Display}";
        var shown = gaps.Count <= Phrase.MostNamed ? gaps : [gaps[0], .. gaps.Where(g => g.Trial == data.Best && g != gaps[0]), gaps[^1]];
        var parts = shown.Distinct().Select((g, i) => $"{Amount(g.Gap, i == 0)} for {g.Trial.Name}{Growth(data, g.Gap, i == 0)}").ToList();
        var lead = gaps.Count <= Phrase.MostNamed ? "at the end is" : $"at the end ranges over {NumberText.Count(gaps.Count, "trial")}:";
        return $"The gap in {first.Train.Quantity} ({order}) {lead} {Phrase.List(parts)}.";
    }

    private static string Amount(Gap gap, bool full) => full ? gap.Train.FormatDifference(gap.Last) : gap.Train.FormatShortDifference(gap.Last);

    private static string Growth(ReportData data, Gap gap, bool full) => gap.LastStep == gap.FirstStep
        ? ""
        : full ? $" ({gap.Train.FormatShortDifference(gap.First)} at {data.Unit} {NumberText.Whole(gap.FirstStep)})" : $" ({gap.Train.FormatShortDifference(gap.First)})";

    private static string Sign(ReportData data, ReportTrial trial)
    {
        var (sign, heldOut, train) = (trial.Overfitting!, data.HeldOutLoss!, data.TrainLoss!);
        return $"{Phrase.Subject(trial.Name)} over-fits from {data.Unit} {NumberText.Whole(sign.From)} on: "
            + $"its {heldOut.Display} rose from {heldOut.Format(sign.Lowest)} to {heldOut.Format(sign.Last)} (+{NumberText.Share(sign.Rise)}) "
            + $"while its {train.Display} fell from {train.Format(sign.TrainThere)} to {train.Format(sign.TrainLast)}.";
    }
}
