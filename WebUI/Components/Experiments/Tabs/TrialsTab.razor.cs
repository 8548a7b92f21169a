using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Components.Experiments.Curves;
using ActorTraining.WebUI.Components.Experiments.Trials;
using ActorTraining.WebUI.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace ActorTraining.WebUI.Components.Experiments.Tabs;

/// <summary>All trials of an experiment in a table: sorted and filtered by the store, of which only the rows in sight are read.</summary>
public sealed partial class TrialsTab
{
    private const float RowHeight = 34;
    private const int Examples = 50;
    private const int MostChanged = 2000;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Signs = [">=", ">", "<=", "<", "=", "!=", "~"];

    private readonly SortedSet<int> _picked = [];
    private readonly Dictionary<int, TrialInfo> _changed = [];
    private TrialTableSettings _settings = new();
    private IReadOnlyList<TrialColumn> _columns = [];
    private IReadOnlyList<TrialColumn> _shown = [];
    private Virtualize<TrialInfo>? _rows;
    private Pace? _redraw;
    private int? _total;
    private bool _columnsAreFinal;
    private string _field = "objective";
    private string _sign = ">=";
    private string? _operand;
    private string? _fault;

    [Inject]
    private JobCatalog Jobs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    private bool Narrowed => _settings.States.Count > 0 || _settings.Filters.Count > 0;

    private bool HigherIsBetter => View.Info.Spec.Objective.Direction == ObjectiveDirection.Maximize;

    private string CsvHref => $"/api/v1/experiments/{View.Id}/trials{(_settings with { Columns = [] }).ToQuery(("format", "csv"))}";

    /// <inheritdoc/>
    public override void Dispose()
    {
        Navigation.LocationChanged -= OnLocation;
        _redraw?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _settings = TrialTableSettings.Read(new Uri(Navigation.Uri).Query);
        _redraw = new Pace(Redraw, Time, () => InvokeAsync(StateHasChanged));
        Navigation.LocationChanged += OnLocation;
        return base.OnInitializedAsync();
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        // Columns are looked for again while the trials have not reported all that they will.
        if (!_columnsAreFinal)
        {
            _columnsAreFinal = View.Ended;
            await FindColumnsAsync();
        }

        _changed.Clear();
        await (_rows?.RefreshDataAsync() ?? Task.CompletedTask);
    }

    private void OnLocation(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(async () =>
    {
        // Back, or a link of this page; what was clicked here is shown already.
        var uri = new Uri(e.Location);
        var settings = TrialTableSettings.Read(uri.Query);
        if (uri.AbsolutePath.EndsWith("/trials", StringComparison.Ordinal) && settings.ToQuery() != _settings.ToQuery())
        {
            await ShowAsync(settings);
        }
    });

    // Which choices and metrics there are, some trials tell: the first ones, and the best, which have reported all.
    private async Task FindColumnsAsync()
    {
        var examples = await Experiments.TrialsAsync(View.Id, new TrialQuery { Limit = Examples });
        var best = await Experiments.TrialsAsync(View.Id, new TrialQuery { BestFirst = true, Limit = 1 });
        IReadOnlyList<TrialInfo> known = [.. examples.Items, .. best.Items];
        _columns = TrialColumn.Of(View.Info, View.Choices, known, MetricChoice.Of(View.Info, known, Jobs.Find(View.Info.Spec.Job)));
        ChooseColumns();
        _total ??= examples.Total == 0 ? 0 : null;
    }

    private void ChooseColumns() =>
        _shown = _settings.Columns.Count == 0 ? TrialColumn.First(_columns) : [.. _columns.Where(column => _settings.Columns.Contains(column.Key))];

    private Task ShowAsync(TrialTableSettings settings)
    {
        var sameRows = (settings with { Columns = [] }).ToQuery() == (_settings with { Columns = [] }).ToQuery();
        _settings = settings;
        ChooseColumns();
        StateHasChanged();
        return sameRows ? Task.CompletedTask : RefreshAsync();
    }

    private async ValueTask<ItemsProviderResult<TrialInfo>> ReadAsync(ItemsProviderRequest request)
    {
        Page<TrialInfo> page;
        try
        {
            page = await Experiments.TrialsAsync(View.Id, _settings.ToTrials(request.StartIndex, request.Count), request.CancellationToken);
        }
        catch (StoreException)
        {
            // It is asked again when the tab is.
            Ask();
            return new([], _total ?? 0);
        }

        if (_total != page.Total)
        {
            _total = page.Total;
            _redraw?.Ask();
        }

        return new(page.Items, page.Total);
    }

    /// <inheritdoc/>
    protected override void OnChanged(LiveBatch batch)
    {
        // What is in sight is read anew soon; until then newer values stand over those that were read.
        foreach (var (number, trial) in batch.Trials)
        {
            _changed[number] = trial;
        }

        if (_changed.Count > MostChanged)
        {
            _changed.Clear();
        }

        _redraw?.Ask();
        if (batch.Events.Any(happened => happened is TrialChanged))
        {
            Ask();
        }
    }

    private string Order(TrialField field) => field != _settings.Sort ? "none" : IsDescending ? "descending" : "ascending";

    private string Arrow(TrialField field) => field != _settings.Sort ? "" : IsDescending ? " ↓" : " ↑";

    private bool IsDescending => _settings.Descending ?? (_settings.Sort == TrialField.Objective && HigherIsBetter);

    private Task Sort(TrialField field) => Go(_settings.SortedBy(field, HigherIsBetter));

    private Task Toggle(TrialState state) =>
        Go(_settings with { States = _settings.States.Contains(state) ? [.. _settings.States.Where(other => other != state)] : [.. _settings.States, state] });

    private Task Show(TrialColumn column, bool show)
    {
        var shown = _columns.Select(other => other.Key).Where(key => key == column.Key ? show : _shown.Any(other => other.Key == key)).ToList();
        return Go(_settings with { Columns = shown });
    }

    private async Task AddAsync()
    {
        try
        {
            var filter = TrialFilter.Parse($"{_field}{_sign}{_operand}");
            (_fault, _operand) = (null, null);
            await Go(_settings with { Filters = [.. _settings.Filters.Append(filter).Distinct()] });
        }
        catch (FormatException e)
        {
            _fault = e.Message;
        }
    }

    private void Pick(int trial, bool pick)
    {
        if (pick ? _picked.Add(trial) : _picked.Remove(trial))
        {
            _redraw?.Ask();
        }
    }

    private void Open(int trial) => Navigation.NavigateTo($"/experiments/{View.Id}/trials/{trial}");

    // Shown before the address has it, for the next click may come before that.
    private Task Go(TrialTableSettings settings)
    {
        Navigation.NavigateTo($"/experiments/{View.Id}/trials{settings.ToQuery()}", new NavigationOptions { ReplaceHistoryEntry = true });
        return ShowAsync(settings);
    }
}
