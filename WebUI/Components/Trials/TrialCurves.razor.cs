using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments.Curves;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Trials;

/// <summary>The curves of one trial: a chart for each quantity, with all metrics of it.</summary>
public sealed partial class TrialCurves : ComponentBase
{
    private IReadOnlyList<(MetricGroup Group, object Option)> _charts = [];
    private (IReadOnlyList<MetricSeries> Series, CurveAxis Axis, string? Log)? _drawn;

    /// <summary>The experiment.</summary>
    [Parameter, EditorRequired]
    public ExperimentInfo Experiment { get; set; } = null!;

    /// <summary>The trial.</summary>
    [Parameter, EditorRequired]
    public TrialInfo Trial { get; set; } = null!;

    /// <summary>Its metrics.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MetricSeries> Series { get; set; } = [];

    [SupplyParameterFromQuery]
    private string? Log { get; set; }

    [SupplyParameterFromQuery]
    private string? X { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private CurveAxis Axis => X switch
    {
        "time" => CurveAxis.Time,
        "clock" => CurveAxis.Clock,
        _ => CurveAxis.Step,
    };

    private string AxisName => Axis switch
    {
        CurveAxis.Time => "time of training",
        CurveAxis.Clock => "time of day",
        _ => Trial.Unit,
    };

    private string? Thinned => Series.Sum(series => (long)series.Total) is var total && Series.Sum(series => (long)series.Steps.Count) is var shown && shown < total
        ? $"{Format.Count(shown)} of {Format.Count(total)} points, peaks kept."
        : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_drawn is { } drawn && ReferenceEquals(drawn.Series, Series) && (drawn.Axis, drawn.Log) == (Axis, Log))
        {
            return;
        }

        _drawn = (Series, Axis, Log);
        _charts = [.. MetricGroup.Of(Series, Experiment.Spec.Objective.Metric).Select(group => (group, MetricGroupChart.Option(group, Trial.Unit, Axis, Log == "1")))];
    }

    private void Go(string name, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value is "Step" ? null : value?.ToLowerInvariant()), replace: true);
}
