using System.Globalization;
using System.Text;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments.Log;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ActorTraining.WebUI.Components.Experiments.Tabs;

/// <summary>Everything that happened in an experiment, the newest last, as it happens.</summary>
public sealed partial class LogTab : ComponentBase, IDisposable
{
    private LogFeed _feed = null!;
    private IReadOnlyList<LogLine> _shown = [];
    private bool _following;

    /// <summary>The experiment.</summary>
    [CascadingParameter]
    public ExperimentView View { get; set; } = null!;

    /// <summary>The number of the event to stand at; null for the newest.</summary>
    [SupplyParameterFromQuery]
    private long? At { get; set; }

    [SupplyParameterFromQuery]
    private int? Trial { get; set; }

    [SupplyParameterFromQuery]
    private string? Text { get; set; }

    [SupplyParameterFromQuery]
    private string? Hide { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Runtime { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _feed = new LogFeed(View.Info, moment: At);
        if (RendererInfo.IsInteractive)
        {
            _feed.Start(Experiments, Time, () => InvokeAsync(() =>
            {
                _feed.Take();
                Filter();
                StateHasChanged();
            }));
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // Who follows a link to a moment wants to read there.
        _following = At is null;
        Filter();
    }

    /// <summary>Stops reading.</summary>
    public void Dispose() => _feed.Dispose();

    private void Filter() => _shown = [.. _feed.Lines.Where(line =>
        (Trial is null || line.Trial == Trial) && !Hides(line.Kind) && (Text is null || line.Text.Contains(Text, StringComparison.OrdinalIgnoreCase)))];

    private bool Hides(LogKind kind) => (Hide ?? "").Split(',').Contains(kind.ToString(), StringComparer.OrdinalIgnoreCase);

    private void Toggle(LogKind kind)
    {
        var hidden = Enum.GetValues<LogKind>().Where(other => Hides(other) != (other == kind)).Select(other => other.ToString().ToLowerInvariant()).ToList();
        Change("hide", hidden.Count == 0 ? null : string.Join(',', hidden));
    }

    private void Change(string name, object? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = value }), replace: true);

    private async Task SaveAsync()
    {
        var text = new StringBuilder();
        foreach (var line in _shown)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\t{(line.Trial is { } trial ? $"trial {trial}" : "experiment")}\t{line.Text.ReplaceLineEndings(" ")}\n");
        }

        await using var module = await Runtime.InvokeAsync<IJSObjectReference>("import", "./Components/Experiments/Log/LogList.razor.js");
        await module.InvokeVoidAsync("save", $"{View.Id}.log", text.ToString());
    }

    private static string Name(LogKind kind) => kind switch
    {
        LogKind.State => "starts and ends",
        LogKind.Message => "messages",
        _ => "adjustments",
    };
}
