using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;
using ActorTraining.WebUI.Components.Experiments.Curves;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>The quantities of an experiment's trials.</summary>
internal static class Quantities
{
    private const int MostMetrics = 40;

    /// <summary>The objective, the parameters that were varied, the metrics and the time, in this order.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="words">What its choices are called.</param>
    /// <param name="trials">The trials that are shown.</param>
    /// <param name="job">The job; null where it is not known here.</param>
    public static IReadOnlyList<Quantity> Of(ExperimentInfo experiment, ChoiceText words, IReadOnlyList<TrialInfo> trials, JobDescription? job)
    {
        var objective = experiment.Spec.Objective;
        var paths = trials.SelectMany(trial => trial.Choices.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var metrics = MetricChoice.Of(experiment, trials, job).Where(name => name != objective.Metric).Take(MostMetrics);
        return
        [
            Number("objective", objective.Metric, objective.Direction == ObjectiveDirection.Maximize, trial => trial.Objective, trials),
            .. paths.Select(path => Parameter(path, words.TitleOf(path, paths), words, trials)).OfType<Quantity>(),
            .. metrics.Select(name => Number($"metric:{name}", name, Higher(name, experiment.Spec, job), trial => trial.Metrics.TryGetValue(name, out var value) ? value : null, trials)),
            Number("seconds", "seconds", false, trial => trial.Seconds > 0 ? trial.Seconds : null, trials),
        ];
    }

    // Of an objective the spec says it.
    private static bool? Higher(string metric, ExperimentSpec spec, JobDescription? job) =>
        spec.FurtherObjectives.FirstOrDefault(objective => objective.Metric == metric) is { } objective ? objective.Direction == ObjectiveDirection.Maximize : MetricChoice.Higher(metric, job);

    private static Quantity? Parameter(string path, string name, ChoiceText words, IReadOnlyList<TrialInfo> trials)
    {
        var values = trials.Select(Read).OfType<JsonElement>().DistinctBy(value => value.GetRawText()).ToList();
        if (values.Count < 2)
        {
            return null;
        }

        if (values.All(value => value.ValueKind == JsonValueKind.Number))
        {
            return new Quantity($"param:{path}", name, IsLog(values.Select(value => value.GetDouble())), null, null, Read);
        }

        var categories = values.OrderBy(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.MaxValue).Select(Format.Value).Distinct();
        return new Quantity($"param:{path}", name, false, [.. categories], null, Read);

        // Objects and lists are what the choice between them calls them: what was chosen inside of them is a quantity of its own.
        JsonElement? Read(TrialInfo trial) => !trial.CurrentChoices.TryGetValue(path, out var value) ? null
            : value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? ParameterValue.Of(words.ValueOf(path, value)) : value;
    }

    private static Quantity Number(string key, string title, bool? higher, Func<TrialInfo, double?> value, IReadOnlyList<TrialInfo> trials)
    {
        JsonElement? Read(TrialInfo trial) => value(trial) is { } number && double.IsFinite(number) ? ParameterValue.Of(number) : null;
        return new Quantity(key, title, IsLog(trials.Select(value).OfType<double>().Where(double.IsFinite)), null, higher, Read);
    }

    private static bool IsLog(IEnumerable<double> values) => values.ToList() is { Count: > 0 } all && ParameterAxis.IsSpreadByMagnitude(all);
}
