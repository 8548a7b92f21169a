using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Trials;

/// <summary>What a trial measured, as figures.</summary>
public sealed partial class TrialMetrics : ComponentBase
{
    /// <summary>The experiment.</summary>
    [Parameter, EditorRequired]
    public ExperimentInfo Experiment { get; set; } = null!;

    /// <summary>The trial.</summary>
    [Parameter, EditorRequired]
    public TrialInfo Trial { get; set; } = null!;

    /// <summary>Its metrics.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MetricSeries> Series { get; set; } = [];

    [Inject]
    private JobCatalog Jobs { get; set; } = null!;

    private List<Row> Rows
    {
        get
        {
            var series = Series.ToDictionary(one => one.Metric);
            return [.. Trial.Metrics.Keys.Union(series.Keys).OrderBy(name => name != Experiment.Spec.Objective.Metric).ThenBy(name => name, StringComparer.Ordinal).Select(name => RowOf(name, series.GetValueOrDefault(name)))];
        }
    }

    private Row RowOf(string metric, MetricSeries? series)
    {
        var description = Jobs.Find(Experiment.Spec.Job)?.Metrics.FirstOrDefault(one => one.Name == metric);
        var higher = metric == Experiment.Spec.Objective.Metric ? Experiment.Spec.Objective.Direction == ObjectiveDirection.Maximize : description?.HigherIsBetter;
        double? last = Trial.Metrics.TryGetValue(metric, out var value) ? value : series?.Values is [.., var end] ? end : null;
        return new(metric, description?.Summary, last, series is { Steps.Count: > 1 } && higher is { } up ? BestOf(series, up) : null);
    }

    private static (long Step, double Value)? BestOf(MetricSeries series, bool higher)
    {
        (long Step, double Value)? best = null;
        for (var i = 0; i < series.Values.Count; i++)
        {
            var value = series.Values[i];
            if (double.IsFinite(value) && (best is not { } known || (higher ? value > known.Value : value < known.Value)))
            {
                best = (series.Steps[i], value);
            }
        }

        return best;
    }

    private sealed record Row(string Metric, string? Summary, double? Last, (long Step, double Value)? Best);
}
