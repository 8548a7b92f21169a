using System.Globalization;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.WebUI.Components.Experiments.Pictures;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Trials;

/// <summary>The page of a trial: everything about it, as it is now.</summary>
public sealed partial class TrialPage : ComponentBase, IDisposable
{
    private const int MostPoints = 1000;
    private const int Above = 2;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private ExperimentInfo? _experiment;
    private TrialInfo? _trial;
    private ChoiceText? _choices;
    private int _total;
    private int? _rank;
    private IReadOnlyList<MetricSeries> _series = [];
    private IReadOnlyList<AttemptInfo> _attempts = [];
    private IReadOnlyList<ArtifactInfo> _files = [];
    private IReadOnlyList<TrialInfo> _neighbours = [];
    private IReadOnlyList<Picture> _pictures = [];
    private (string Id, int Number)? _shown;
    private IDisposable? _following;
    private Pace? _pace;
    private bool _unknown;
    private string? _problem;

    /// <summary>The identifier of the experiment.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The trial's number, from 1.</summary>
    [Parameter]
    public int Number { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private LiveExperiments Live { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private string Standing => (_trial, _rank) switch
    {
        ({ Objective: null, State: var state }, _) => state.IsFinal() ? "no value that counts" : "no value yet",
        (_, null) => "not among the results",
        (_, 1) => "the best so far",
        (_, { } rank) => string.Create(CultureInfo.InvariantCulture, $"rank {rank:N0} of {_total:N0}"),
    };

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => _shown == (Id, Number) ? Task.CompletedTask : ReadAsync();

    private async Task ReadAsync()
    {
        Dispose();
        (_shown, _trial, _unknown, _problem) = ((Id, Number), null, false, null);
        _experiment = _experiment?.Id == Id ? _experiment : null;
        try
        {
            // Before it lives, the page is rendered once for the browser to show at once; nothing is followed for that.
            if (RendererInfo.IsInteractive)
            {
                _pace = new Pace(Interval, Time, () => InvokeAsync(RefreshAsync));
                _following = Live.Follow(Id, OnChanged);
            }

            _experiment = await Experiments.GetAsync(Id);
            _choices = ChoiceText.Of(_experiment.Spec);
            await LoadAsync();
        }
        catch (UnknownExperimentException)
        {
            Dispose();
            (_experiment, _unknown) = (null, true);
        }
        catch (StoreException e)
        {
            Dispose();
            _problem = e.Message;
        }
    }

    /// <summary>Stops following.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _following, null)?.Dispose();
        Interlocked.Exchange(ref _pace, null)?.Dispose();
    }

    private void OnChanged(LiveBatch batch)
    {
        if (batch.Trials.ContainsKey(Number) || batch.Experiment.BestTrial != _experiment?.BestTrial || _unknown)
        {
            _pace?.Ask();
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            _experiment = await Experiments.GetAsync(Id);
            await LoadAsync();
            StateHasChanged();
        }
        catch (Exception e) when (e is StoreException or UnknownExperimentException or ObjectDisposedException)
        {
            // A store that is away for a moment: what is shown stays, and the next change has it read again.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task LoadAsync()
    {
        var (id, number) = (Id, Number);

        // Numbers run from 1 without gaps, so the place of a trial among all is known.
        var found = await Experiments.TrialsAsync(id, new TrialQuery { Offset = Math.Max(0, number - 1), Limit = 1 });
        if (found.Items is not [var trial] || trial.Number != number)
        {
            (_total, _unknown) = (found.Total, true);
            return;
        }

        var series = await Experiments.MetricsAsync(id, new MetricQuery { Trials = [number], MaxPoints = MostPoints, Times = true });
        var attempts = await Experiments.AttemptsAsync(id, number);
        var files = await Experiments.ArtifactsAsync(id, number);
        var (rank, neighbours) = await RankAsync(id, trial);
        if ((id, number) == (Id, Number))
        {
            (_total, _unknown, _trial, _series, _attempts) = (found.Total, false, trial, series, attempts);
            (_rank, _neighbours) = (rank, neighbours);
            _files = files.SequenceEqual(_files) ? _files : files;
            _pictures = [.. files.Where(Picture.Is).Select(file => new Picture(id, trial, file))];
        }
    }

    private async Task<(int? Rank, IReadOnlyList<TrialInfo> Neighbours)> RankAsync(string id, TrialInfo trial)
    {
        if (trial.Objective is not { } value || !double.IsFinite(value))
        {
            return (null, []);
        }

        var better = _experiment!.Spec.Objective.Direction == ObjectiveDirection.Maximize ? ComparisonOperator.Greater : ComparisonOperator.Less;
        var filter = new TrialFilter(TrialField.Objective, better, value.ToString("R", CultureInfo.InvariantCulture));
        var ahead = (await Experiments.TrialsAsync(id, new TrialQuery { Filters = [filter], Limit = 1 })).Total;
        var neighbours = await Experiments.TrialsAsync(id, new TrialQuery { BestFirst = true, Offset = Math.Max(0, ahead - Above), Limit = (2 * Above) + 1 });
        return (ahead + 1, neighbours.Items);
    }
}
