using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments.Curves;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Compare;

/// <summary>Experiments side by side, as they are now: <c>/compare?ids=a,b</c>, with <c>x=time</c> and <c>curves=time</c> for axes of time.</summary>
public sealed partial class ComparePage : ComponentBase, IDisposable
{
    /// <summary>The most experiments at once; more would not be told apart.</summary>
    private const int Most = 8;

    private static readonly ExperimentQuery Recent = new() { Limit = 200 };

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<ExperimentInfo> _recent = [];
    private IReadOnlyList<ComparedExperiment> _compared = [];
    private IReadOnlyList<string> _unknown = [];
    private IReadOnlyList<(string Path, IReadOnlyList<JsonElement?> Values)> _differences = [];
    private object? _histories;
    private object? _curves;
    private CompareWatch? _watch;
    private string? _read;

    /// <summary>The identifiers, separated by commas.</summary>
    [SupplyParameterFromQuery(Name = "ids")]
    private string? Ids { get; set; }

    [SupplyParameterFromQuery(Name = "x")]
    private string? HistoryAxis { get; set; }

    [SupplyParameterFromQuery(Name = "curves")]
    private string? CurveAxisName { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private LiveExperiments Live { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool ByTime => HistoryAxis == "time";

    private bool CurvesByTime => CurveAxisName == "time";

    private List<string> Chosen() => [.. (Ids ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Take(Most)];

    private IEnumerable<ExperimentInfo> Choices => _recent.Where(experiment => !Chosen().Contains(experiment.Id));

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _recent = (await Experiments.ListAsync(Recent, _gone.Token)).Items;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_read != (Ids ?? ""))
        {
            _read = Ids ?? "";
            await ReadAsync();
        }

        Draw();
    }

    /// <summary>Stops reading.</summary>
    public void Dispose()
    {
        _watch?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task ReadAsync()
    {
        var ids = Chosen();

        // Followed before it is read, so that nothing falls between; and not at all for the first rendering, which does not live.
        _watch?.Dispose();
        _watch = RendererInfo.IsInteractive ? new CompareWatch(ids, Live, Time, changed => InvokeAsync(() => RefreshAsync(changed))) : null;
        List<ComparedExperiment> compared = [];
        List<string> unknown = [];
        foreach (var id in ids)
        {
            try
            {
                compared.Add(await ComparedExperiment.ReadAsync(Experiments, id, _gone.Token));
            }
            catch (UnknownExperimentException)
            {
                unknown.Add(id);
            }
        }

        (_compared, _unknown) = (compared, unknown);
        _differences = SpecValues.Differences([.. compared.Select(experiment => experiment.Info.Spec)]);
    }

    private async Task RefreshAsync(IReadOnlyCollection<string> changed)
    {
        try
        {
            foreach (var id in changed)
            {
                var now = await ComparedExperiment.ReadAsync(Experiments, id, _gone.Token);
                _compared = [.. _compared.Select(experiment => experiment.Info.Id == id ? now : experiment)];
            }

            Draw();
            StateHasChanged();
        }
        catch (Exception e) when (e is StoreException or UnknownExperimentException or OperationCanceledException or ObjectDisposedException)
        {
            // A store that is away for a moment, or a page that was left: what is shown stays, and the next change has it read again.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private void Draw() => (_histories, _curves) =
        (CompareCharts.Histories(_compared, ByTime), CompareCharts.Curves(_compared, CurvesByTime ? CurveAxis.Time : CurveAxis.Step));

    private void Add(ChangeEventArgs chosen)
    {
        if (chosen.Value is string { Length: > 0 } id)
        {
            Go("ids", string.Join(',', [.. Chosen(), id]));
        }
    }

    private void Remove(string id) => Go("ids", Chosen().Where(other => other != id).ToList() is { Count: > 0 } rest ? string.Join(',', rest) : null);

    private void Go(string parameter, string? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(parameter, value), replace: true);

    // Against the first one, where both are after the same.
    private string Difference(ComparedExperiment experiment)
    {
        var first = _compared[0].Info;
        return ReferenceEquals(experiment, _compared[0]) || first.Spec.Objective.Metric != experiment.Info.Spec.Objective.Metric || experiment.Info.BestValue - first.BestValue is not { } difference
            ? Format.None
            : (difference > 0 ? "+" : "") + Format.Number(difference);
    }
}
