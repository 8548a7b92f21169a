using System.Globalization;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.WebUI.Live;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>What the parameters of an experiment do, as far as its results say so by now.</summary>
public sealed partial class ImportanceCard : ComponentBase, IDisposable
{
    private const int MostParameters = 12;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _gone = new();
    private AnalysisReport? _report;
    private string? _path;
    private object? _option;
    private object? _contours;
    private int _surface;

    /// <summary>The experiment.</summary>
    [CascadingParameter]
    public ExperimentView View { get; set; } = null!;

    [Inject]
    private AnalysisCache Analyses { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private ParameterImportance? Shown => _report?.Importance?.Parameters.FirstOrDefault(parameter => parameter.Path == _path) ?? (_report?.Importance?.Parameters is [var first, ..] ? first : null);

    private ParameterSurface? Surface => _report?.Importance is { Surfaces: { Count: > 0 } surfaces } ? surfaces[Math.Min(_surface, surfaces.Count - 1)] : null;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _ = FollowAsync();
        }
    }

    /// <summary>Stops asking for news.</summary>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            for (var cancel = _gone.Token; ; await Task.Delay(Interval, Time, cancel))
            {
                var report = await Analyses.OfAsync(View.Id, cancel);
                await InvokeAsync(() => Take(report));
                if (View.Ended)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or UnknownExperimentException)
        {
            // The page was left, or the experiment deleted.
        }
    }

    private void Take(AnalysisReport report)
    {
        if (!ReferenceEquals(report, _report))
        {
            _report = report;
            _option = Shown is { } shown ? OptionOf(shown) : null;
            _contours = Surface is { } surface ? ContourChart.Option(surface) : null;
            StateHasChanged();
        }
    }

    private void Show(ParameterImportance parameter)
    {
        _path = parameter.Path;
        _option = OptionOf(parameter);
    }

    private void ShowSurface(int index)
    {
        _surface = index;
        _contours = ContourChart.Option(Surface!);
    }

    private static string Share(double share) => Math.Clamp(share, 0, 1).ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Clamp(share, 0, 1):0.#}%");

    private static object OptionOf(ParameterImportance parameter) => parameter.Marginal[0].Category is null ? Curve(parameter) : Bars(parameter);

    // The band is two lines stacked: an invisible one below, and what lies between it and the one above.
    private static object Curve(ParameterImportance parameter)
    {
        var points = parameter.Marginal;
        // Its places are apart evenly, by the scale on which the parameter was looked at.
        var isLog = ParameterAxis.IsSpreadByMagnitude([.. points.Select(point => point.Value!.Value)]);
        object Line(string name, Func<MarginalPoint, double> y, bool band) => new
        {
            name,
            type = "line",
            stack = band ? "band" : null,
            stackStrategy = "all",
            symbol = "none",
            silent = band,
            tooltip = new { show = !band },
            lineStyle = new { width = band ? 0 : 2 },
            areaStyle = band && name == "band" ? new { opacity = 0.18 } : null,
            data = points.Select(point => new[] { point.Value!.Value, y(point) }).ToArray(),
        };
        return new
        {
            animation = false,
            grid = new { left = 8, right = 28, top = 16, bottom = 8, containLabel = true },
            tooltip = new { trigger = "axis", valueFormatter = "fn:number" },
            xAxis = new { type = isLog ? "log" : "value", min = "dataMin", max = "dataMax", axisLabel = new { formatter = "fn:number", hideOverlap = true } },
            yAxis = new { type = "value", scale = true, axisLabel = new { formatter = "fn:number" } },
            series = new[]
            {
                Line("predicted", point => point.Objective, band: false),
                Line("low", point => point.Objective - point.Deviation, band: true),
                Line("band", point => 2 * point.Deviation, band: true),
            },
        };
    }

    private static object Bars(ParameterImportance parameter) => new
    {
        animation = false,
        grid = new { left = 8, right = 16, top = 16, bottom = 8, containLabel = true },
        tooltip = new { trigger = "axis", valueFormatter = "fn:number" },
        xAxis = new { type = "category", data = parameter.Marginal.Select(point => AnalysisAxis.Broken(point.Category!)).ToArray(), axisLabel = new { interval = 0, hideOverlap = true } },
        yAxis = new { type = "value", axisLabel = new { formatter = "fn:number" } },
        series = new[] { new { name = "predicted", type = "bar", barMaxWidth = 48, data = parameter.Marginal.Select(point => point.Objective).ToArray() } },
    };
}
