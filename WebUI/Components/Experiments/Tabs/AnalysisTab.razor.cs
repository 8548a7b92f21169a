using ActorTraining.Experiments;
using ActorTraining.Experiments.Reports;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Components.Charts;
using ActorTraining.WebUI.Components.Experiments.Analysis;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments.Tabs;

/// <summary>What the parameters of an experiment do to its results. The trials selected in one chart stand out in the others.</summary>
public sealed partial class AnalysisTab
{
    private const int MostRows = 100;
    private const int FirstSlices = 6;
    private const int MostInWords = 300;
    private const int PointsInWords = 200;

    private TrialCloud? _cloud;
    private HashSet<int>? _brushed;
    private object? _parallel;
    private object? _pair;
    private object? _front;
    private IReadOnlyList<(Quantity Parameter, object Option)> _slices = [];
    private IReadOnlyList<TrialInfo> _frontTrials = [];
    private Quantity? _x;
    private Quantity? _y;
    private Quantity? _frontX;
    private Quantity? _frontY;
    private Comparison? _words;
    private bool _xUp;
    private bool _yUp;
    private bool _repeated;
    private bool _allSlices;
    private (TrialCloud?, HashSet<int>?, string?, string?, string?, string?, string?, string?) _drawn;

    [SupplyParameterFromQuery]
    private string? X { get; set; }

    [SupplyParameterFromQuery]
    private string? Y { get; set; }

    [SupplyParameterFromQuery(Name = "fx")]
    private string? FrontX { get; set; }

    [SupplyParameterFromQuery(Name = "fy")]
    private string? FrontY { get; set; }

    [SupplyParameterFromQuery(Name = "fxup")]
    private string? FrontXUp { get; set; }

    [SupplyParameterFromQuery(Name = "fyup")]
    private string? FrontYUp { get; set; }

    [Inject]
    private JobCatalog Jobs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;
    private IReadOnlyList<Quantity> Numbers => [.. _cloud!.Quantities.Where(one => one.Categories is null)];

    private IEnumerable<TrialInfo> Rows
    {
        get
        {
            var selected = _cloud!.Trials.Where(trial => _brushed!.Contains(trial.Number));
            return (View.Info.Spec.Objective.Direction == ObjectiveDirection.Maximize ? selected.OrderByDescending(trial => trial.Objective) : selected.OrderBy(trial => trial.Objective)).Take(MostRows);
        }
    }

    private bool Several => View.Info.Spec.FurtherObjectives.Count > 0;

    private IReadOnlyList<Quantity> Axes => ParallelChart.Axes(_cloud!);

    private JobDescription? Job => Jobs.Find(View.Info.Spec.Job);

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override void OnParametersSet() => Draw();

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        // What a person has selected must not slip away from under the pointer. The rendering before the page lives has no charts.
        if (_brushed is not null || !RendererInfo.IsInteractive)
        {
            return;
        }

        var cloud = await TrialClouds.ReadAsync(Experiments, View.Info, Job);
        if (_cloud is { } known && known.Trials.Select(trial => (trial.Number, trial.Objective)).SequenceEqual(cloud.Trials.Select(trial => (trial.Number, trial.Objective))))
        {
            return;
        }

        _words = cloud.Total is > 1 and <= MostInWords ? await WordsAsync() : null;
        if (_brushed is null)
        {
            _cloud = cloud;
            _parallel = cloud.Trials.Count > 1 && cloud.Parameters.Count > 0 ? ParallelChart.Option(cloud) : null;
            Draw();
        }
    }

    private async Task<Comparison> WordsAsync()
    {
        var trials = (await Experiments.TrialsAsync(View.Id, new TrialQuery { States = [TrialState.Completed, TrialState.Pruned], Limit = MostInWords })).Items;
        var series = await Experiments.MetricsAsync(View.Id, new MetricQuery { Trials = [.. trials.Select(trial => trial.Number)], MaxPoints = PointsInWords });
        return ComparisonWriter.Write(View.Info, trials, series, new ReportContext { Written = Time.GetUtcNow(), Metrics = Job?.Metrics ?? [], Parameters = Job?.Parameters });
    }

    // Options are made anew only where something in them changed, for every new one has its chart drawn again.
    private void Draw()
    {
        var now = (_cloud, _brushed, X, Y, FrontX, FrontY, FrontXUp, FrontYUp);
        if (_cloud is not { Trials.Count: > 1 } cloud || now.Equals(_drawn))
        {
            return;
        }

        _drawn = now;
        DrawSlices(cloud);
        var parameters = cloud.Causes;
        (_x, _y) = (cloud.Find(X) ?? (parameters.Count > 0 ? parameters[0] : null), cloud.Find(Y) ?? (parameters.Count > 1 ? parameters[1] : null));
        _pair = _x is { } x && _y is { } y ? PairChart.Option(cloud, x, y, _brushed) : null;
        var further = View.Info.Spec.FurtherObjectives;
        _frontX = cloud.Find(FrontX) ?? (further.Count > 0 ? cloud.Find($"metric:{further[0].Metric}") : null) ?? cloud.Find("metric:parameters") ?? cloud.Find("seconds")!;
        _frontY = cloud.Find(FrontY) ?? cloud.Objective;
        (_xUp, _yUp) = (FrontXUp is { } up ? up == "1" : _frontX.HigherIsBetter == true, FrontYUp is { } yUp ? yUp == "1" : _frontY.HigherIsBetter == true);
        _frontTrials = Front.Of(cloud.Trials, (_frontX, _xUp), (_frontY, _yUp));
        _front = FrontPlot.Option(cloud, _frontX, _frontY, _frontTrials, _brushed);
    }

    private void DrawSlices(TrialCloud cloud)
    {
        _slices = [.. cloud.Causes.Take(_allSlices ? int.MaxValue : FirstSlices).Select(parameter => (parameter, SliceChart.Option(cloud, parameter, _brushed)))];
        _repeated = cloud.Repetitions().Count > 0;
    }

    private void ToggleSlices()
    {
        _allSlices = !_allSlices;
        DrawSlices(_cloud!);
    }

    private void Brush(IReadOnlyList<int>? indices)
    {
        _brushed = indices?.Where(index => index < _cloud!.Trials.Count).Select(index => _cloud!.Trials[index].Number).ToHashSet();
        Draw();
        if (_brushed is null)
        {
            Ask();
        }
    }

    private void ClearBrush()
    {
        _brushed = null;
        _parallel = ParallelChart.Option(_cloud!);
        Draw();
        Ask();
    }

    private void Open(ChartClick click)
    {
        if (click.Name?.Split(' ') is ["trial", var number])
        {
            Navigation.NavigateTo($"/experiments/{View.Id}/trials/{number}");
        }
    }

    private void Go(string name, string value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value), replace: true);
}
