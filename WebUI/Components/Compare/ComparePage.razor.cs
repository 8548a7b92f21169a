using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Compare;

/// <summary>Experiments side by side: <c>/compare?ids=a,b</c>.</summary>
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
    private bool _byTime;
    private string? _read;

    /// <summary>The identifiers, separated by commas.</summary>
    [SupplyParameterFromQuery(Name = "ids")]
    private string? Ids { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private List<string> Chosen() => [.. (Ids ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Take(Most)];

    private IEnumerable<ExperimentInfo> Choices => _recent.Where(experiment => !Chosen().Contains(experiment.Id));

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _recent = (await Experiments.ListAsync(Recent, _gone.Token)).Items;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_read == (Ids ?? ""))
        {
            return;
        }

        _read = Ids ?? "";
        List<ComparedExperiment> compared = [];
        List<string> unknown = [];
        foreach (var id in Chosen())
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
        _curves = CompareCharts.Curves(compared);
        By(_byTime);
    }

    /// <summary>Stops reading.</summary>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private void By(bool time)
    {
        _byTime = time;
        _histories = CompareCharts.Histories(_compared, time);
    }

    private void Add(ChangeEventArgs chosen)
    {
        if (chosen.Value is string { Length: > 0 } id)
        {
            Go([.. Chosen(), id]);
        }
    }

    private void Remove(string id) => Go([.. Chosen().Where(other => other != id)]);

    private void Go(List<string> ids) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("ids", ids.Count == 0 ? null : string.Join(',', ids)), replace: true);

    // Against the first one, where both are after the same.
    private string Difference(ComparedExperiment experiment)
    {
        var first = _compared[0].Info;
        return ReferenceEquals(experiment, _compared[0]) || first.Spec.Objective.Metric != experiment.Info.Spec.Objective.Metric || experiment.Info.BestValue - first.BestValue is not { } difference
            ? Format.None
            : (difference > 0 ? "+" : "") + Format.Number(difference);
    }

    private static string Chosen(TrialInfo trial) => string.Join(", ", trial.Choices.Select(choice => $"{choice.Key} {Format.Value(choice.Value)}"));
}
