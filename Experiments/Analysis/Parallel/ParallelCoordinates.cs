using System.Text.Json;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Experiments.Search.Naming;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Analysis.Parallel;

/// <summary>The trials of an experiment as lines through their choices to their objectives; two columns of it are a slice, an objective against one parameter.</summary>
/// <param name="Axes">The parameters that were varied, those that every trial has first, and then the objectives.</param>
/// <param name="Lines">The trials that ran to their end or were pruned with a finite first objective, by number.</param>
public sealed record ParallelCoordinates(IReadOnlyList<ParallelAxis> Axes, IReadOnlyList<ParallelLine> Lines)
{
    /// <summary>Takes the lines out of trials.</summary>
    /// <param name="spec">The spec of their experiment.</param>
    /// <param name="trials">The trials.</param>
    public static ParallelCoordinates Of(ExperimentSpec spec, IReadOnlyList<TrialInfo> trials)
    {
        // What was adjusted counts as what it came to.
        var shown = trials.Where(ImportanceAnalysis.HasResult).OrderBy(trial => trial.Number).Select(trial => trial with { Choices = trial.CurrentChoices }).ToList();
        var names = ChoiceNames.Of(spec.Parameters);
        var parameters = shown.SelectMany(trial => trial.Choices.Keys).Distinct().Order(StringComparer.Ordinal)
            .Select(path => ParameterAxis.Of(path, [.. shown.Where(trial => trial.Choices.ContainsKey(path)).Select(trial => trial.Choices[path])], names))
            .OfType<ParameterAxis>()
            .OrderBy(axis => shown.Exists(trial => !trial.Choices.ContainsKey(axis.Path)))
            .ToList();
        var lines = shown.Select(trial => new ParallelLine(
            trial.Number,
            [.. parameters.Select(axis => trial.Choices.TryGetValue(axis.Path, out var value) ? ValueOf(axis, value) : null), .. Objectives(trial, spec)])).ToList();
        return new ParallelCoordinates([.. parameters.Select((axis, place) => Axis(axis, place, lines)), .. spec.Objectives.Select((objective, place) => Axis(objective, parameters.Count + place, lines))], lines);
    }

    private static double? ValueOf(ParameterAxis axis, JsonElement value) => axis.IsCategorical ? axis.Place(value) : value.GetDouble();

    private static IEnumerable<double?> Objectives(TrialInfo trial, ExperimentSpec spec) =>
        Enumerable.Range(0, spec.Objectives.Count).Select(place => place == 0 ? trial.Objective : trial.FurtherObjectives.ElementAtOrDefault(place - 1) is { } value && double.IsFinite(value) ? value : (double?)null);

    private static ParallelAxis Axis(ParameterAxis axis, int place, List<ParallelLine> lines) =>
        new(axis.Path, false, axis.IsLog, axis.IsCategorical ? axis.Categories : null, lines.Count(line => line.Values[place] is not null));

    private static ParallelAxis Axis(Objective objective, int place, List<ParallelLine> lines)
    {
        var values = lines.Select(line => line.Values[place]).OfType<double>().ToList();
        return new ParallelAxis(objective.Metric, true, values.Count > 0 && ParameterAxis.IsSpreadByMagnitude(values), null, values.Count);
    }
}
