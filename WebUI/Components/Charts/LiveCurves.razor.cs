using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments;
using ActorTraining.WebUI.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ActorTraining.WebUI.Components.Charts;

/// <summary>One metric of many trials: the stored points, thinned on the server, and behind them each new one as it comes.</summary>
/// <remarks>
/// Only what is new travels, as bytes, and at most one message is under way: a slow browser gets fewer and larger ones, not a queue.
/// A trial that has come to its end is read once more, since a slow watcher may miss points on the way.
/// </remarks>
public sealed partial class LiveCurves : ChartBase
{
    /// <summary>The points of each curve that are read unless every one is asked for; about two per pixel of a wide screen.</summary>
    public const int UsualPoints = 2000;

    // A message of some megabytes: larger ones would hold up whatever else goes to the browser.
    private const int PointsPerMessage = 250_000;

    private readonly Dictionary<int, CurveCoverage> _loaded = [];
    private PointBuffer _fresh = new(timed: false);
    private CurveOptions? _sentOptions;
    private ExperimentView? _followed;
    private (string Id, string Metric, bool Every, CurveTime? Time)? _shown;
    private bool _busy;

    /// <summary>The experiment.</summary>
    [Parameter, EditorRequired]
    public ExperimentView Experiment { get; set; } = null!;

    /// <summary>The metric.</summary>
    [Parameter, EditorRequired]
    public string Metric { get; set; } = "";

    /// <summary>The numbers of the trials.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<int> Trials { get; set; } = [];

    /// <summary>How they are drawn.</summary>
    [Parameter]
    public CurveOptions Options { get; set; } = new();

    /// <summary>Curves were read: how many of the stored points the chart shows.</summary>
    [Parameter]
    public EventCallback<CurveCoverage> OnRead { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    /// <inheritdoc/>
    protected override string Module => "./Components/Charts/LiveCurves.razor.js";

    /// <summary>Brings one trial out in every chart of the page; null for none.</summary>
    public async Task PinAsync(int? trial)
    {
        if (View is { } view)
        {
            await view.InvokeVoidAsync("pin", trial);
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_followed != Experiment)
        {
            Unfollow();
            _followed = Experiment;
            Experiment.Changed += OnChanged;
        }
    }

    /// <inheritdoc/>
    protected override object?[] Arguments()
    {
        _sentOptions = Options;
        return [Options];
    }

    /// <inheritdoc/>
    protected override Task CreatedAsync(IJSObjectReference view) => PumpAsync(view);

    /// <inheritdoc/>
    protected override Task UpdateAsync(IJSObjectReference view) => PumpAsync(view);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Unfollow();
        return base.DisposeAsync();
    }

    private void Unfollow()
    {
        if (_followed is not null)
        {
            _followed.Changed -= OnChanged;
        }
    }

    private void OnChanged(LiveBatch batch)
    {
        foreach (var live in batch.Points)
        {
            // Points that come while another axis was chosen, and the curves not yet read for it, are read with them.
            if (live.Point.Metric == Metric && _loaded.ContainsKey(live.Trial) && _shown is { Time: var time } && time == Options.Time
                && (time is null || time.Of(live) is not null))
            {
                _fresh.Add(live.Trial, live.Point.Step, live.Point.Value, time?.Of(live));
            }
        }

        foreach (var changed in batch.Events.OfType<TrialChanged>())
        {
            if (changed.Trial.State.IsFinal())
            {
                _loaded.Remove(changed.Trial.Number);
            }
        }

        _ = InvokeAsync(async () =>
        {
            try
            {
                if (View is { } view)
                {
                    await PumpAsync(view);
                }
            }
            catch (Exception e) when (IsGone(e) || e is StoreException or UnknownExperimentException)
            {
                // Nobody looks any more, or what was to be read is read with the next change.
            }
            catch (Exception e)
            {
                await DispatchExceptionAsync(e);
            }
        });
    }

    private async Task PumpAsync(IJSObjectReference view)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            while (await StepAsync(view))
            {
                // Until the browser has everything.
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task<bool> StepAsync(IJSObjectReference view)
    {
        if (!ReferenceEquals(_sentOptions, Options))
        {
            _sentOptions = Options;
            await view.InvokeVoidAsync("options", Options);
            return true;
        }

        var wanted = (Experiment.Id, Metric, Options.EveryPoint, Options.Time);
        var gone = _shown == wanted ? [.. _loaded.Keys.Except(Trials)] : _loaded.Keys.ToArray();
        if (gone.Length > 0)
        {
            Array.ForEach(gone, trial => _loaded.Remove(trial));
            await view.InvokeVoidAsync("remove", gone);
            return true;
        }

        if (_shown != wanted)
        {
            // What came for the axis before has no place on this one.
            (_shown, _fresh) = (wanted, new PointBuffer(Options.Time is not null));
        }

        if (Trials.Where(trial => !_loaded.ContainsKey(trial)).ToList() is { Count: > 0 } missing)
        {
            await ReadAsync(view, missing);
            return true;
        }

        if (_fresh.Count > 0)
        {
            await view.InvokeVoidAsync("push", _fresh.Take());
            return true;
        }

        return false;
    }

    // Before the points are read their trials count as loaded, so that points which come meanwhile are gathered; one that comes both ways is the same point.
    private async Task ReadAsync(IJSObjectReference view, List<int> trials)
    {
        trials.ForEach(trial => _loaded[trial] = default);
        var time = Options.Time;
        IReadOnlyList<MetricSeries> series;
        try
        {
            series = await Experiments.MetricsAsync(Experiment.Id, new MetricQuery
            {
                Trials = trials,
                Metrics = [Metric],
                MaxPoints = Options.EveryPoint ? null : UsualPoints,
                Times = time?.Origin is not null,
            });
        }
        catch (StoreException)
        {
            trials.ForEach(trial => _loaded.Remove(trial));
            throw;
        }

        var points = new PointBuffer(time is not null);
        var first = true;
        foreach (var one in series)
        {
            var untimed = 0;
            for (var i = 0; i < one.Steps.Count; i++)
            {
                var at = time?.Of(one, i);
                if (time is not null && at is null)
                {
                    untimed++;
                    continue;
                }

                points.Add(one.Trial, one.Steps[i], one.Values[i], at);
                if (points.Count == PointsPerMessage)
                {
                    await SendAsync();
                }
            }

            _loaded[one.Trial] = new CurveCoverage(one.Steps.Count, one.Total, untimed);
        }

        await SendAsync();
        await OnRead.InvokeAsync(_loaded.Values.Aggregate((one, other) => one + other));

        async Task SendAsync()
        {
            await (first ? view.InvokeVoidAsync("replace", trials, points.Take()) : view.InvokeVoidAsync("push", points.Take()));
            first = false;
        }
    }
}
