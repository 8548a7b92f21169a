using System.Globalization;
using ActorTraining.Experiments.Analysis.Importance;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>What the parameters of an experiment do, as far as its results say so by now.</summary>
public sealed partial class ImportanceCard
{
    private object? _option;
    private object? _contours;
    private (ParameterImportance?, ParameterSurface?) _drawn;

    /// <summary>The trials, of which the size of what will be shown is known.</summary>
    [Parameter, EditorRequired]
    public TrialCloud Cloud { get; set; } = null!;

    /// <summary>The path of the parameter along which the prediction is shown.</summary>
    [SupplyParameterFromQuery]
    private string? Effect { get; set; }

    /// <summary>The key of the pair of parameters whose contours are shown.</summary>
    [SupplyParameterFromQuery]
    private string? Contours { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Metric => View.Info.Spec.Objective.Metric;

    // What the analysis has is what counts once there is one: trials that came meanwhile may tell another size.
    private ImportanceShape Shape => Report switch
    {
        null => ImportanceShape.Of(Cloud),
        { Importance: null } => ImportanceShape.None,
        { Importance: { } importance } => ImportanceShape.Of(Cloud) is { Parameters: > 0 } shape ? shape with { HasPairs = importance.Surfaces.Count > 0 } : new(importance.Parameters.Count, importance.Surfaces.Count > 0, Report.Findings.Count),
    };

    private ParameterImportance? Shown => Report?.Importance?.Parameters is { } parameters ? parameters.FirstOrDefault(parameter => parameter.Path == Effect) ?? parameters[0] : null;

    private ParameterSurface? Surface => Report?.Importance?.Surfaces is { Count: > 0 } surfaces ? surfaces.FirstOrDefault(surface => KeyOf(surface) == Contours) ?? surfaces[0] : null;

    /// <inheritdoc/>
    protected override void OnParametersSet() => Show();

    /// <inheritdoc/>
    protected override void Show()
    {
        // Options are made anew only where something in them changed, for every new one has its chart drawn again.
        if (_drawn != (Shown, Surface))
        {
            _drawn = (Shown, Surface);
            _option = Shown is { } shown ? EffectChart.Option(shown) : null;
            _contours = Surface is { } surface ? ContourChart.Option(surface, Metric, TitleOf) : null;
        }
    }

    private void Go(string name, string value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value), replace: true);

    private string TitleOf(string path) => Cloud.Find($"param:{path}")?.Title ?? path;

    private static string KeyOf(ParameterSurface surface) => $"{surface.First.Path}~{surface.Second.Path}";

    private static string Share(double share) => Math.Clamp(share, 0, 1).ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Clamp(share, 0, 1):0.#}%");
}
