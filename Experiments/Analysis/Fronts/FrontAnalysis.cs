using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Analysis.Fronts;

/// <summary>Finds the Pareto front of an experiment with several objectives, and how it grew.</summary>
public static class FrontAnalysis
{
    /// <summary>Analyses trials; null with a single objective, and before any trial has a finite value for each.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="objectives">The objectives of the spec.</param>
    public static FrontReport? Of(IReadOnlyList<TrialInfo> trials, IReadOnlyList<Objective> objectives)
    {
        var used = trials.Where(trial => trial.State is TrialState.Completed or TrialState.Pruned && ValuesOf(trial, objectives) is not null)
            .OrderBy(trial => trial.Ended).ThenBy(trial => trial.Number).ToList();
        if (objectives.Count < 2 || used.Count == 0)
            return null;
        var losses = used.Select(trial => LossesOf(ValuesOf(trial, objectives)!, objectives)).ToList();
        var (best, worst) = (Extreme(losses, Enumerable.Min), Extreme(losses, Enumerable.Max));
        var scaled = losses.Select(loss => (IReadOnlyList<double>)[.. loss.Select((value, i) => worst[i] > best[i] ? (value - best[i]) / (worst[i] - best[i]) : 0)]).ToList();
        double[] reference = [.. objectives.Select(_ => 1.0)];
        var progress = ProgressOf(used, scaled, reference);
        var front = ParetoFront.Of(losses).Select(i => new FrontTrial(used[i].Number, ValuesOf(used[i], objectives)!)).ToList();
        return new FrontReport(
            [.. objectives.Select(objective => objective.Metric)], front, LossesOf(worst, objectives), progress.Count == 0 ? 0 : progress[^1].Hypervolume, progress)
        {
            Counted = used.Count,
        };
    }

    private static double[]? ValuesOf(TrialInfo trial, IReadOnlyList<Objective> objectives)
    {
        double?[] values = [trial.Objective, .. trial.FurtherObjectives];
        return values.Length == objectives.Count && values.All(value => value is { } number && double.IsFinite(number)) ? [.. values.Select(value => value!.Value)] : null;
    }

    // The other way too: what is negated twice is what it was.
    private static double[] LossesOf(IReadOnlyList<double> values, IReadOnlyList<Objective> objectives) =>
        [.. values.Select((value, i) => objectives[i].Direction == ObjectiveDirection.Maximize ? -value : value)];

    private static double[] Extreme(List<double[]> losses, Func<IEnumerable<double>, double> of) =>
        [.. Enumerable.Range(0, losses[0].Length).Select(goal => of(losses.Select(loss => loss[goal])))];

    private static List<FrontProgress> ProgressOf(List<TrialInfo> trials, List<IReadOnlyList<double>> scaled, double[] reference)
    {
        var progress = new List<FrontProgress>();
        var front = new List<IReadOnlyList<double>>();
        var sampled = reference.Length > 2 ? new SampledHypervolume(reference.Length) : null;
        for (var i = 0; i < trials.Count; i++)
        {
            if (front.Exists(other => ParetoFront.Dominates(other, scaled[i]) || other.SequenceEqual(scaled[i])))
                continue;
            front.RemoveAll(other => ParetoFront.Dominates(scaled[i], other));
            front.Add(scaled[i]);
            sampled?.Add(scaled[i]);
            progress.Add(new FrontProgress(trials[i].Number, i + 1, sampled?.Volume ?? Hypervolume.Of(front, reference)));
        }
        return progress;
    }
}
