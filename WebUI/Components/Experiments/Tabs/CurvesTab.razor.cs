using System.Globalization;
using ActorTraining.Experiments;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Components.Charts;
using ActorTraining.WebUI.Components.Experiments.Curves;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace ActorTraining.WebUI.Components.Experiments.Tabs;

/// <summary>Learning curves of many trials, a panel per metric, while they run.</summary>
public sealed partial class CurvesTab
{
    private readonly Dictionary<string, LiveCurves?> _charts = [];
    private readonly Dictionary<string, CurveCoverage> _coverage = [];
    private Dictionary<string, CurveOptions> _options = [];
    private Dictionary<int, string> _labels = [];
    private CurveSettings _settings = new();
    private IReadOnlyList<string> _metrics = [];
    private IReadOnlyList<TrialInfo> _trials = [];
    private IReadOnlyList<int> _numbers = [];
    private int? _pinned;
    private bool _loaded;
    private bool _naming;
    private bool _wrong;

    [Inject]
    private JobCatalog Jobs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private static string Max => CurveSettings.MostSmoothing.ToString(CultureInfo.InvariantCulture);

    private string Weight => _settings.Smoothing.ToString("0.00", CultureInfo.InvariantCulture);

    private JobDescription? Job => Jobs.Find(View.Info.Spec.Job);

    private IReadOnlyList<string> Shown { get; set; } = [];

    private string Unit => _trials.FirstOrDefault(trial => trial.Steps > 0)?.Unit ?? "step";

    /// <summary>The parameter that trials' lengths are given in, where it is not what steps count anyway.</summary>
    private string? LengthName => Job?.Length is { } length && length.TrimEnd('s') != Unit ? length : null;

    private string XName => _settings.Axis switch
    {
        CurveAxis.Progress => "% of the trial",
        CurveAxis.Length when LengthName is { } length => length,
        CurveAxis.Time => "time of training",
        CurveAxis.Clock => "time of day (UTC)",
        _ => Unit,
    };

    private CurveTime? TimeAxis => _settings.Axis switch
    {
        CurveAxis.Time => CurveTime.Training,
        CurveAxis.Clock => new CurveTime(View.Info.Created),
        _ => null,
    };

    private static IEnumerable<(string Key, string Text)> Choices =>
    [
        ("best:5", "Best 5"), ("best:10", "Best 10"), ("best:20", "Best 20"), ("best:50", "Best 50"), ("newest:20", "Newest 20"), ("newest:50", "Newest 50"),
        ("running", "Running"), ("named", "By number…"),
    ];

    private string ChoiceKey => _naming || _settings.Trials.Kind == TrialChoiceKind.Named ? "named" : _settings.Trials.ToString();

    private string EveryPointHref => Navigation.GetUriWithQueryParameters((_settings with { EveryPoint = true }).ToQuery());

    /// <inheritdoc/>
    public override void Dispose()
    {
        Navigation.LocationChanged -= OnLocation;
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _settings = FromAddress();
        Navigation.LocationChanged += OnLocation;
        return base.OnInitializedAsync();
    }

    private CurveSettings FromAddress()
    {
        var query = QueryHelpers.ParseQuery(Navigation.ToAbsoluteUri(Navigation.Uri).Query);
        return CurveSettings.Read(name => query.TryGetValue(name, out var values) ? values.ToString() : null);
    }

    // Links within the page (every point) and Back change the address without a new page.
    private void OnLocation(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs e) => _ = InvokeAsync(async () =>
    {
        if (Navigation.ToAbsoluteUri(e.Location).AbsolutePath.EndsWith("/curves", StringComparison.Ordinal))
        {
            _settings = FromAddress();
            await RefreshAsync();
        }
    });

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var trials = await ChosenAsync(_settings.Trials);
        _trials = [.. trials.Where(trial => trial.Started is not null)];
        var numbers = _trials.Select(trial => trial.Number).ToList();
        _numbers = numbers.SequenceEqual(_numbers) ? _numbers : numbers;
        _metrics = MetricChoice.Of(View.Info, _trials, Job);
        _loaded = true;
        Describe();
    }

    private async Task<IReadOnlyList<TrialInfo>> ChosenAsync(TrialChoice choice)
    {
        switch (choice.Kind)
        {
            case TrialChoiceKind.Named:
                var named = new List<TrialInfo>();
                foreach (var number in choice.Numbers)
                {
                    // Numbers run from 1 without gaps, so the place of a trial among all is known.
                    named.AddRange((await Experiments.TrialsAsync(View.Id, new TrialQuery { Offset = number - 1, Limit = 1 })).Items);
                }

                return named;
            case TrialChoiceKind.Running:
                return (await Experiments.TrialsAsync(View.Id, new TrialQuery { States = [TrialState.Running], Limit = choice.Count })).Items;
            case TrialChoiceKind.Newest:
                var begun = View.Info.Counts.Where(pair => pair.Key != TrialState.Waiting).Sum(pair => pair.Value);
                return (await Experiments.TrialsAsync(View.Id, new TrialQuery { Offset = Math.Max(0, begun - choice.Count), Limit = choice.Count })).Items;
            default:
                return (await Experiments.TrialsAsync(View.Id, new TrialQuery { BestFirst = true, Limit = choice.Count })).Items;
        }
    }

    // Options are made anew only where something in them changed, for every new one has the charts drawn again.
    private void Describe()
    {
        Shown = _settings.Metrics.Where(_metrics.Contains).ToList() is { Count: > 0 } chosen ? chosen : MetricChoice.First(_metrics, Job);
        _labels = _trials.ToDictionary(trial => trial.Number, View.Choices.Of);
        var scales = _trials.Select(trial => (trial.Number, Scale: Scale(trial))).Where(pair => pair.Scale != 1).ToDictionary(pair => pair.Number, pair => pair.Scale);
        _options = Shown.ToDictionary(metric => metric, metric => Same(_options.GetValueOrDefault(metric), new CurveOptions
        {
            Smoothing = _settings.Smoothing,
            Log = _settings.Log,
            XName = XName,
            Scales = scales,
            Time = TimeAxis,
            Best = _settings.Best ? Higher(metric) : null,
            Hidden = _settings.Hidden,
            Labels = _labels,
            EveryPoint = _settings.EveryPoint,
        }));
    }

    private static CurveOptions Same(CurveOptions? old, CurveOptions now) =>
        old is not null && now with { Scales = old.Scales, Labels = old.Labels, Hidden = old.Hidden } == old
            && now.Scales.Count == old.Scales.Count && !now.Scales.Except(old.Scales).Any()
            && now.Labels.Count == old.Labels.Count && !now.Labels.Except(old.Labels).Any() && now.Hidden.SequenceEqual(old.Hidden)
            ? old
            : now;

    private bool? Higher(string metric) => metric == View.Info.Spec.Objective.Metric
        ? View.Info.Spec.Objective.Direction == ActorTraining.Experiments.Specs.ObjectiveDirection.Maximize
        : MetricChoice.Higher(metric, Job);

    private double Scale(TrialInfo trial) => _settings.Axis switch
    {
        CurveAxis.Progress when trial.Steps > 0 => 100.0 / trial.Steps,
        CurveAxis.Length when LengthName is { } name && trial.Steps > 0 && trial.Parameters.TryGetProperty(name, out var length) && length.TryGetDouble(out var all) => all / trial.Steps,
        _ => 1,
    };

    private CurveOptions OptionsOf(string metric) => _options[metric];

    private Task Choose(ChangeEventArgs e)
    {
        var key = (string)e.Value!;
        (_naming, _wrong) = (key == "named", false);
        return TrialChoice.Parse(key) is { } choice ? Change(_settings with { Trials = choice, Hidden = [] }) : Task.CompletedTask;
    }

    private Task Name(ChangeEventArgs e)
    {
        _wrong = TrialChoice.Parse((string?)e.Value ?? "") is not { Kind: TrialChoiceKind.Named };
        return _wrong ? Task.CompletedTask : Change(_settings with { Trials = TrialChoice.Parse((string)e.Value!)!, Hidden = [] });
    }

    // While the slider moves only the curves follow it; the address does when it stands still.
    private void Smooth(ChangeEventArgs e)
    {
        _settings = _settings with { Smoothing = double.Parse((string)e.Value!, CultureInfo.InvariantCulture) };
        Describe();
    }

    private Task Keep(ChangeEventArgs e) => Change(_settings with { Smoothing = double.Parse((string)e.Value!, CultureInfo.InvariantCulture) });

    private Task Toggle(string metric)
    {
        var shown = Shown.Contains(metric) ? Shown.Where(m => m != metric).ToList() : _metrics.Where(m => m == metric || Shown.Contains(m)).ToList();
        return shown.Count == 0 ? Task.CompletedTask : Change(_settings with { Metrics = shown });
    }

    private Task Show(int trial, bool show) =>
        Change(_settings with { Hidden = show ? [.. _settings.Hidden.Where(number => number != trial)] : [.. _settings.Hidden, trial] });

    private async Task PinAsync(int trial)
    {
        _pinned = _pinned == trial ? null : trial;
        if (_charts.GetValueOrDefault(Shown[0]) is { } chart)
        {
            await chart.PinAsync(_pinned);
        }
    }

    private Task Change(CurveSettings settings)
    {
        _settings = settings;
        Describe();
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(settings.ToQuery()), new NavigationOptions { ReplaceHistoryEntry = true });
        return Task.CompletedTask;
    }
}
