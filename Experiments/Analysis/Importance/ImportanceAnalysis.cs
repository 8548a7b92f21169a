using ActorTraining.Experiments.Search.Naming;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>Finds out which parameters an objective depends on, by functional analysis of variance on random forests.</summary>
/// <remarks>
/// Only trials that ran to their end or were pruned count, and of them those with a finite objective. Parameters that every trial has are looked at together. One that only some have, below a choice of alternatives, is
/// looked at among those trials, and its share is one of their variance. Trees grow greedily: two parameters of which neither does anything alone
/// (the best place is where both are high or both are low) are underrated. Pure: the same trials give the same report.
/// </remarks>
public static class ImportanceAnalysis
{
    /// <summary>The fewest trials with an objective that anything can be said about.</summary>
    public const int LeastTrials = 8;

    /// <summary>The most trials that a forest is grown from.</summary>
    public const int MostTrials = 2000;

    private const int InteractingParameters = 4;
    private const double GoodShare = 0.1;

    /// <summary>Analyses the trials of an experiment; null with too few trials with an objective, where nothing varied, or where all results are alike.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="direction">Which way the objective is better.</param>
    /// <param name="names">What chosen objects and lists are called, so that those which differ only in what was chosen inside of them are one category; null where each is one.</param>
    public static ImportanceReport? Of(IReadOnlyList<TrialInfo> trials, ObjectiveDirection direction, ChoiceNames? names = null)
    {
        var all = trials.Where(HasResult).OrderBy(trial => trial.Number).Select(trial => trial with { Choices = trial.CurrentChoices }).ToList();
        var used = all.Count <= MostTrials ? all : [.. Enumerable.Range(0, MostTrials).Select(k => all[(int)((long)k * all.Count / MostTrials)])];
        if (used.Count < LeastTrials || used.All(trial => trial.Objective == used[0].Objective))
        {
            return null;
        }

        var paths = used.SelectMany(trial => trial.Choices.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var common = paths.Where(path => used.All(trial => trial.Choices.ContainsKey(path))).ToList();
        if (ForestOf(used, common, names) is not { } forest)
        {
            return null;
        }

        var found = forest.Axes.Select((_, axis) => Importance(forest, axis, direction)).ToList();
        found.AddRange(paths.Except(common).Select(path => Conditional(used, common, path, direction, names)).OfType<ParameterImportance>());
        var interactions = Interactions(forest);
        return new ImportanceReport([.. found.OrderByDescending(importance => importance.Share)], interactions, forest.Forest.OutOfBagR2, used.Count, used.Count < all.Count)
        {
            Surfaces = [.. interactions.Select(pair => forest.Surface(pair.First, pair.Second))],
        };
    }

    /// <summary>Whether a trial counts: its end is known, and its objective is a finite number.</summary>
    public static bool HasResult(TrialInfo trial) => trial is { State: TrialState.Completed or TrialState.Pruned, Objective: { } value } && double.IsFinite(value);

    private static ParameterImportance? Conditional(List<TrialInfo> trials, List<string> common, string path, ObjectiveDirection direction, ChoiceNames? names)
    {
        var having = trials.Where(trial => trial.Choices.ContainsKey(path)).ToList();
        var forest = having.Count < LeastTrials ? null : ForestOf(having, [.. common, path], names);
        var axis = forest?.Axes.ToList().FindIndex(candidate => candidate.Path == path) ?? -1;
        return axis < 0 ? null : Importance(forest!, axis, direction);
    }

    private static AnovaForest? ForestOf(List<TrialInfo> trials, List<string> paths, ChoiceNames? names)
    {
        List<ParameterAxis> axes = [.. paths.Select(path => ParameterAxis.Of(path, [.. trials.Select(trial => trial.Choices[path])], names)).OfType<ParameterAxis>()];
        if (axes.Count == 0)
        {
            return null;
        }

        var places = trials.Select(trial => axes.Select(axis => axis.Place(trial.Choices[axis.Path])).ToArray()).ToArray();
        var scale = ObjectiveScale.Of([.. trials.Select(trial => trial.Objective!.Value)]);
        var forest = RandomForest.Grow(axes, places, [.. trials.Select(trial => scale.Scaled(trial.Objective!.Value))], seed: 0);
        return new AnovaForest(axes, forest, trials.Count, scale);
    }

    private static ParameterImportance Importance(AnovaForest forest, int axis, ObjectiveDirection direction)
    {
        var shares = forest.Members.Where(member => member.Variance > 0).Select(member => Math.Min(1, member.Anova.Variance(axis) / member.Variance)).ToList();
        var marginal = forest.Marginal(axis);
        return new ParameterImportance(forest.Axes[axis].Path, Mean(shares), Spread(shares), forest.Trials, marginal, Best(marginal, direction));
    }

    private static BestRegion Best(IReadOnlyList<MarginalPoint> marginal, ObjectiveDirection direction)
    {
        var sign = direction == ObjectiveDirection.Maximize ? 1 : -1;
        var scores = marginal.Select(point => sign * point.Objective).ToList();
        var best = scores.IndexOf(scores.Max());
        if (marginal[best].Category is { } category)
        {
            return new BestRegion(null, null, category);
        }

        var bound = scores[best] - (GoodShare * (scores[best] - scores.Min()));
        var (from, to) = (best, best);
        while (from > 0 && scores[from - 1] >= bound)
        {
            from--;
        }

        while (to < scores.Count - 1 && scores[to + 1] >= bound)
        {
            to++;
        }

        return new BestRegion(marginal[from].Value, marginal[to].Value, null);
    }

    private static List<ParameterInteraction> Interactions(AnovaForest forest)
    {
        var leading = Enumerable.Range(0, forest.Axes.Count)
            .OrderByDescending(axis => forest.Members.Where(member => member.Variance > 0).Sum(member => member.Anova.Variance(axis) / member.Variance))
            .Take(InteractingParameters)
            .ToList();
        var pairs =
            from first in leading
            from second in leading
            where first < second
            let shares = forest.Members.Where(member => member.Variance > 0).Select(member => member.Anova.Interaction(first, second) / member.Variance).ToList()
            select new ParameterInteraction(forest.Axes[first].Path, forest.Axes[second].Path, Math.Min(1, Mean(shares)));
        return [.. pairs.OrderByDescending(pair => pair.Share)];
    }

    private static double Mean(List<double> values) => values.Count == 0 ? 0 : values.Average();

    private static double Spread(List<double> values)
    {
        var mean = Mean(values);
        return values.Count < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    private sealed class AnovaForest(IReadOnlyList<ParameterAxis> axes, RandomForest forest, int trials, ObjectiveScale scale)
    {
        public IReadOnlyList<ParameterAxis> Axes => axes;

        public RandomForest Forest => forest;

        public int Trials => trials;

        public IReadOnlyList<(FunctionalAnova Anova, double Variance)> Members { get; } =
            [.. forest.Members.Select(tree => new FunctionalAnova(axes, tree)).Select(anova => (anova, anova.Variance()))];

        public ParameterSurface Surface(string first, string second)
        {
            var (a, b) = (IndexOf(first), IndexOf(second));
            var surfaces = Members.Select(member => member.Anova.Surface(a, b)).ToList();
            return new ParameterSurface(
                AxisOf(a), AxisOf(b), [.. surfaces[0].Select((row, x) => row.Select((_, y) => scale.Value(surfaces.Average(surface => surface[x][y]))).ToArray())]);
        }

        private int IndexOf(string path) => axes.Index().First(axis => axis.Item.Path == path).Index;

        private SurfaceAxis AxisOf(int axis) => axes[axis].IsCategorical
            ? new SurfaceAxis(axes[axis].Path, null, axes[axis].Categories)
            : new SurfaceAxis(axes[axis].Path, [.. Members[0].Anova.Points(axis).Select(axes[axis].ValueAt)], null);

        public IReadOnlyList<MarginalPoint> Marginal(int axis) =>
        [
            .. Members[0].Anova.Points(axis).Select(place =>
            {
                var predicted = Members.Select(member => member.Anova.Marginal(axis, place)).ToList();
                return axes[axis].IsCategorical
                    ? new MarginalPoint(null, axes[axis].Categories[(int)place], scale.Value(Mean(predicted)), scale.Difference(Spread(predicted)))
                    : new MarginalPoint(axes[axis].ValueAt(place), null, scale.Value(Mean(predicted)), scale.Difference(Spread(predicted)));
            }),
        ];
    }
}
