using ActorTraining.Experiments.Analysis.Early;
using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Analysis;

/// <summary>Says what an analysis found, in sentences.</summary>
internal static class AnalysisText
{
    private const int MostParameters = 3;
    private const double WorthNaming = 0.05;
    private const double Reliable = 0.3;
    private const double Telling = 0.8;

    /// <summary>Writes the sentences.</summary>
    public static IReadOnlyList<string> Write(string metric, ImportanceReport? importance, IReadOnlyList<EarlySignal> early, FrontReport? front = null) =>
        [.. front is null ? [] : Front(front), .. importance is null ? [] : Importance(metric, importance), .. Early(metric, early)];

    private static IEnumerable<string> Front(FrontReport front)
    {
        var (first, last) = (front.Trials[0], front.Trials[^1]);
        yield return front.Trials.Count == 1
            ? $"Trial {first.Trial} is the best in every objective ({Values(front, first)})."
            : $"{NumberText.Whole(front.Trials.Count)} of {NumberText.Count(front.Counted, "trial")} are on the Pareto front, where no other is as good in every objective and better in one: from trial {first.Trial} ({Values(front, first)}) to trial {last.Trial} ({Values(front, last)}). They dominate {NumberText.Share(front.Hypervolume)} of the space between the best and the worst values (hypervolume).";
    }

    private static string Values(FrontReport front, FrontTrial trial) =>
        string.Join(", ", front.Objectives.Zip(trial.Values, (metric, value) => $"{metric} {NumberText.Plain(value, 4)}"));

    private static IEnumerable<string> Importance(string metric, ImportanceReport report)
    {
        if (report.Explained < Reliable)
        {
            yield return $"The parameters explain little of {metric}: a model of them predicts {NumberText.Share(Math.Max(0, report.Explained))} of its variance among trials that it did not see.";
            yield break;
        }

        yield return $"The parameters explain {NumberText.Share(report.Explained)} of the variance of {metric} (a model of them, among trials that it did not see).";

        foreach (var parameter in report.Parameters.Take(MostParameters).Where(parameter => IsWorthNaming(parameter.Share)))
        {
            var among = parameter.Trials < report.Trials ? $" among the {NumberText.Count(parameter.Trials, "trial")} that have it" : "";
            yield return $"{parameter.Path} makes up {NumberText.Share(parameter.Share)} of that{among}; best {Region(parameter)}.";
        }

        if (report.Interactions is [var pair, ..] && IsWorthNaming(pair.Share))
        {
            yield return $"{pair.First} and {pair.Second} together make up another {NumberText.Share(pair.Share)}: the best value of one depends on the other.";
        }

        var idle = report.Parameters.Where(parameter => !IsWorthNaming(parameter.Share)).Select(parameter => parameter.Path).ToList();
        if (idle.Count > 0 && report.Parameters.Count > idle.Count)
        {
            yield return $"{string.Join(", ", idle)} {(idle.Count == 1 ? "hardly matters" : "hardly matter")}: less than {NumberText.Share(WorthNaming)}{(idle.Count == 1 ? "" : " each")}.";
        }
    }

    // By what is shown: a share that is written as 5% is not less than 5%.
    private static bool IsWorthNaming(double share) => Math.Round(share, 2) >= WorthNaming;

    /// <summary>Where a parameter is best: <c>from 0.01 to 0.1</c>, <c>with adam</c>.</summary>
    public static string Region(ParameterImportance parameter) => parameter.Best switch
    {
        { Category: { } category } => $"with {category}",
        { From: { } from, To: { } to } when from == to => $"near {NumberText.Plain(from, 2)}",
        { From: { } from, To: { } to } => $"from {NumberText.Plain(from, 2)} to {NumberText.Plain(to, 2)}",
        _ => throw new InvalidOperationException("a best region is a category or a range"),
    };

    private static IEnumerable<string> Early(string metric, IReadOnlyList<EarlySignal> early)
    {
        if (early.FirstOrDefault(signal => signal.Correlation >= Telling) is { } first)
        {
            yield return $"After {NumberText.Share(first.Fraction)} of a trial the ranks of {metric} agree with the final ones to {NumberText.Plain(first.Correlation, 2)} (Spearman, {NumberText.Count(first.Trials, "trial")}); stopping the worse half there would have kept {NumberText.Share(first.Kept)} of the best quarter.";
        }
        else if (early.Count > 0)
        {
            yield return $"Early values of {metric} tell little about final ones: after {NumberText.Share(early[^1].Fraction)} of a trial the ranks agree to {NumberText.Plain(early[^1].Correlation, 2)} (Spearman, {NumberText.Count(early[^1].Trials, "trial")}).";
        }
    }
}
