using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.WebUI.Components.Charts;
using ActorTraining.WebUI.Components.Experiments.Overview;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments.Tabs;

/// <summary>How far an experiment is, what is best, and how it came about.</summary>
public sealed partial class OverviewTab
{
    private const int Top = 8;
    private const int Shown = 12;

    private IReadOnlyList<TrialInfo> _top = [];
    private IReadOnlyList<TrialInfo> _running = [];
    private IReadOnlyList<TrialInfo> _failed = [];
    private IReadOnlyList<int> _curves = [];
    private CurveOptions _options = new();
    private object? _chart;
    private (long Event, int? Best) _charted = (-1, null);
    private bool _dotsLeftOut;
    private bool _loaded;
    private DateTimeOffset _read;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private int Ended => View.Info.Counts.Where(pair => pair.Key.IsFinal()).Sum(pair => pair.Value);

    private string Outcome
    {
        get
        {
            var states = new[] { TrialState.Completed, TrialState.Pruned, TrialState.Failed, TrialState.Cancelled };
            return string.Join(", ", states.Where(state => Count(state) > 0).Select(state => $"{Format.Count(Count(state))} {StatusText(state)}"));
        }
    }

    private string Next => View.Ended
        ? "the experiment has ended"
        : Count(TrialState.Waiting) is > 0 and var waiting
            ? $"{Format.Count(waiting)} wait for a slot"
            : View.Info.Planned is { } planned && planned > View.Info.Counts.Values.Sum() ? $"{Format.Count(planned - View.Info.Counts.Values.Sum())} to come" : "none waits";

    private double? Done => RemainingTime.Done(View.Info, _running);

    private double ActiveSeconds => View.Info.ActiveSeconds;

    private double? Left => View.Info.State == ExperimentState.Running ? RemainingTime.Seconds(Done, ActiveSeconds) : null;

    private int Count(TrialState state) => View.Info.Counts.GetValueOrDefault(state);

    private static string StatusText(TrialState state) => state.ToString().ToLowerInvariant();

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        _top = [.. (await Experiments.TrialsAsync(View.Id, new TrialQuery { BestFirst = true, Limit = Top })).Items.Where(trial => trial.Objective is not null)];
        _running = (await TrialsAsync(TrialState.Running, Shown)).Items;
        _failed = Count(TrialState.Failed) == 0 ? [] : (await TrialsAsync(TrialState.Failed, 1)).Items;
        var curves = _top.Concat(_running).Select(trial => trial.Number).Distinct().ToList();
        _curves = curves.SequenceEqual(_curves) ? _curves : curves;
        _options = _options.XName == Unit ? _options : new CurveOptions { XName = Unit };
        _loaded = true;
        if (RendererInfo.IsInteractive)
        {
            // Last, and behind what is shown by then: it takes many readings.
            StateHasChanged();
            await ChartAsync();
        }
    }

    private string Unit => _top.Concat(_running).FirstOrDefault(trial => trial.Steps > 0)?.Unit ?? "step";

    private Task<Page<TrialInfo>> TrialsAsync(TrialState state, int limit) => Experiments.TrialsAsync(View.Id, new TrialQuery { States = [state], Limit = limit });

    // The dots are many rows: while trials run they are read anew every few seconds only.
    private async Task ChartAsync()
    {
        var now = Time.GetUtcNow();
        var patience = TimeSpan.FromSeconds(Ended < 100 ? 1 : 5);
        if (_charted == (View.Info.LastEvent, View.Info.BestTrial) || (!View.Ended && _chart is not null && now - _read < patience))
        {
            return;
        }

        (_charted, _read) = ((View.Info.LastEvent, View.Info.BestTrial), now);
        var sample = await TrialSample.ReadAsync(Experiments, View.Info, CancellationToken.None);
        _dotsLeftOut = !sample.IsWhole;
        var records = await BestSoFar.ReadAsync(Experiments, View.Id, CancellationToken.None);
        _chart = ObjectiveChart.Option(View.Info, View.Choices, sample.Trials, records);
    }

    private void Open(ChartClick click)
    {
        if (click.Name?.Split(' ') is [_, var number])
        {
            Navigation.NavigateTo($"/experiments/{View.Id}/trials/{number}");
        }
    }
}
