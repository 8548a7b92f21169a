using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>The state and the outcome of an experiment in one or two sentences.</summary>
internal static class VerdictText
{
    /// <summary>Writes the sentences.</summary>
    public static string Write(ReportData data) => $"{State(data)} {Outcome(data)}".Trim();

    private static string State(ReportData data)
    {
        var experiment = data.Experiment;
        var all = Math.Max(experiment.Planned ?? 0, data.Trials.Count);
        if (all == 0) return experiment.State == ExperimentState.Running ? "Running; no trial has started yet." : "It has no trials.";
        var tally = Tally(data, all);
        var reason = experiment.Reason is { Length: > 0 } why ? $" ({why.Trim().TrimEnd('.')})" : "";
        return experiment.State switch
        {
            ExperimentState.Completed => $"{Phrase.Sentence(tally)}.",
            ExperimentState.Running => $"Still running: {tally}.",
            ExperimentState.Paused => $"Paused{reason}: {tally}.",
            ExperimentState.Stopped => $"Stopped before its end{reason}: {tally}.",
            _ => $"Failed{reason}: {tally}.",
        };
    }

    private static string Tally(ReportData data, int all)
    {
        int In(TrialState state) => data.Trials.Count(t => t.Info.State == state);
        var completed = In(TrialState.Completed);
        if (completed == all) return all == 1 ? "the only trial completed" : $"all {NumberText.Whole(all)} trials completed";
        List<string> parts = [$"{NumberText.Whole(completed)} of {NumberText.Count(all, "trial")} completed"];
        void Add(int count, string what)
        {
            if (count > 0) parts.Add($"{NumberText.Whole(count)} {what}");
        }

        Add(In(TrialState.Failed), "failed");
        Add(In(TrialState.Pruned), "stopped early by the scheduler");
        Add(In(TrialState.Cancelled), "cancelled");
        Add(In(TrialState.Running), data.HasEnded ? "still running at the end" : "running");
        Add(all - data.Trials.Count(t => t.Info.State.IsFinal() || t.Info.State == TrialState.Running), data.HasEnded ? "never started" : "waiting");
        return string.Join(", ", parts);
    }

    private static string Outcome(ReportData data)
    {
        var metric = data.ObjectiveMetric;
        if (data.Trials.Count == 0) return "";
        if (data.Best is not { Objective: { } value } best) return $"No trial has a value of {metric.Display}{(data.HasEnded ? "" : " yet")}.";
        var at = best.ObjectiveStep(data.Objective) is { } step ? $" at {data.Unit} {NumberText.Whole(step)}" : "";
        var who = data.Trials.Count == 1 ? "" : $" {best.FullName},";
        return $"Best {metric.Display}{(data.HasEnded ? "" : " so far")}:{who} {metric.Format(value)}{at}.";
    }
}
