using System.Globalization;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Live;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Pages;

/// <summary>All experiments as they are now, with what it takes to find one. Filters, page and choice are in the address.</summary>
public sealed partial class ExperimentsPage : ComponentBase, IDisposable
{
    private const int PageSize = 25;
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AgeInterval = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _left = new();
    private readonly List<string> _picked = [];
    private Page<ExperimentInfo>? _page;
    private ExperimentQuery? _query;
    private IDisposable? _following;
    private Pace? _typing;
    private Pace? _histories;
    private string? _typed;
    private string? _problem;
    private DateTimeOffset _now;
    private ITimer? _clock;

    /// <summary>Words to find experiments by.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>Only experiments in this state.</summary>
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    /// <summary>Only experiments with this tag.</summary>
    [SupplyParameterFromQuery]
    public string? Tag { get; set; }

    /// <summary>The page, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageText { get; set; }

    /// <summary>The identifiers that are chosen for comparison, with commas between them.</summary>
    [SupplyParameterFromQuery(Name = "pick")]
    public string? Chosen { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private LiveLists Lists { get; set; } = null!;

    [Inject]
    private ObjectiveHistories Histories { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private bool Filtered => !string.IsNullOrEmpty(Text) || !string.IsNullOrEmpty(State) || !string.IsNullOrEmpty(Tag);

    private int Number => int.TryParse(PageText, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1_000_000) : 1;

    private int First => ((Number - 1) * PageSize) + 1;

    private int Last => First + (_page?.Items.Count ?? 0) - 1;

    /// <inheritdoc/>
    public void Dispose()
    {
        _clock?.Dispose();
        _following?.Dispose();
        _typing?.Dispose();
        _histories?.Dispose();
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _clock = Time.CreateTimer(_ => InvokeAsync(() =>
        {
            _now = Time.GetUtcNow();
            StateHasChanged();
        }), null, AgeInterval, AgeInterval);
        _typing = new Pace(TypingPause, Time, () => InvokeAsync(() => Go(("q", _typed), ("page", null))));
        _histories = new Pace(TimeSpan.FromSeconds(1), Time, () => InvokeAsync(ReadHistoriesAsync));
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // What is typed goes ahead of the address, and must not be taken back by it.
        _typed = (_typed ?? "") == (Text ?? "") ? null : _typed;
        _picked.Clear();
        _picked.AddRange((Chosen ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries));
        var query = new ExperimentQuery
        {
            Text = string.IsNullOrWhiteSpace(Text) ? null : Text,
            States = Enum.TryParse<ExperimentState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? [state] : null,
            Tag = string.IsNullOrEmpty(Tag) ? null : Tag,
            Offset = (Number - 1) * PageSize,
            Limit = PageSize,
        };
        if (_query is { } old && (old with { States = null }) == (query with { States = null }) && (old.States?[0], query.States?[0]) is var (a, b) && a == b)
        {
            return;
        }

        _query = query;
        _following?.Dispose();
        try
        {
            Show(await Experiments.ListAsync(query, _left.Token));
            _problem = null;
        }
        catch (StoreException e)
        {
            // Asked again by the next change of the address, or by whoever looks.
            (_problem, _query) = (e.Message, null);
            return;
        }

        if (RendererInfo.IsInteractive && !_left.IsCancellationRequested && _query == query)
        {
            _following = Lists.Follow(query, page => _ = InvokeAsync(() =>
            {
                if (_query == query)
                {
                    Show(page);
                    StateHasChanged();
                }
            }));
        }
    }

    private void Show(Page<ExperimentInfo> page)
    {
        (_page, _now) = (page, Time.GetUtcNow());
        _histories?.Ask();
    }

    private async Task ReadHistoriesAsync()
    {
        try
        {
            if (_page is { } page && RendererInfo.IsInteractive && await Histories.ReadAsync(page.Items, _left.Token))
            {
                StateHasChanged();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or UnknownExperimentException or StoreException)
        {
            // The pictures come with the next change of the list.
        }
    }

    private void Search(ChangeEventArgs e)
    {
        _typed = (string?)e.Value;
        _typing?.Ask();
    }

    private void Pick(string experiment, bool picked) =>
        Keep(picked ? [.. _picked.Append(experiment).Distinct()] : [.. _picked.Where(id => id != experiment)]);

    // Kept before the address has it, for the next click may come before that.
    private void Keep(IReadOnlyList<string> picked)
    {
        _picked.Clear();
        _picked.AddRange(picked);
        Go(("pick", picked.Count == 0 ? null : string.Join(',', picked)));
    }

    private void Go(params (string Name, string? Value)[] changes) => Navigation.NavigateTo(Href(changes), replace: true);

    private string Href(params (string Name, string? Value)[] changes) =>
        Navigation.GetUriWithQueryParameters(changes.ToDictionary(change => change.Name, change => (object?)(string.IsNullOrEmpty(change.Value) ? null : change.Value)));
}
