using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments.Log;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ActorTraining.WebUI.Components.Experiments.Tabs;

/// <summary>Everything that happened in an experiment, the newest last, as it happens.</summary>
public sealed partial class LogTab : ComponentBase, IAsyncDisposable
{
    private const int Most = 20_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _gone = new();
    private readonly Lock _gate = new();
    private readonly List<LogLine> _lines = [];
    private List<LogLine> _arrived = [];
    private List<LogLine> _shown = [];
    private IJSObjectReference? _module;
    private ElementReference _box;
    private bool _following = true;
    private bool _cut;
    private bool _grew;

    /// <summary>The experiment.</summary>
    [CascadingParameter]
    public ExperimentView View { get; set; } = null!;

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
        if (RendererInfo.IsInteractive)
        {
            _cut = View.Info.LastEvent > Most;
            _ = ReadAsync(Math.Max(0, View.Info.LastEvent - Most));
            _ = ShowAsync();
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Filter();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_grew && _following && _shown.Count > 0)
        {
            _grew = false;
            try
            {
                _module ??= await Runtime.InvokeAsync<IJSObjectReference>("import", "./Components/Experiments/Tabs/LogTab.razor.js");
                await _module.InvokeVoidAsync("toEnd", _box);
            }
            catch (JSDisconnectedException)
            {
                // The page was left.
            }
        }
    }

    /// <summary>Stops reading.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            await (_module?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // With the browser the module is gone as well.
        }
    }

    private async Task ReadAsync(long after)
    {
        try
        {
            await foreach (var happened in Experiments.WatchAsync(View.Id, after, _gone.Token))
            {
                if (LogLine.Of(happened) is { } line)
                {
                    lock (_gate)
                    {
                        _arrived.Add(line);
                    }
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or UnknownExperimentException)
        {
            // The page was left, or the experiment deleted.
        }
    }

    private async Task ShowAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, Time);
            for (var cancel = _gone.Token; await timer.WaitForNextTickAsync(cancel);)
            {
                await InvokeAsync(Take);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }

    private void Take()
    {
        List<LogLine> arrived;
        lock (_gate)
        {
            (arrived, _arrived) = (_arrived, []);
        }

        if (arrived.Count == 0)
        {
            return;
        }

        _lines.AddRange(arrived);
        if (_lines.Count > Most)
        {
            _lines.RemoveRange(0, _lines.Count - Most);
            _cut = true;
        }

        _grew = true;
        Filter();
        StateHasChanged();
    }

    private void Filter() => _shown = [.. _lines.Where(line =>
        (Trial is null || line.Trial == Trial) && !Hides(line.Kind) && (Text is null || line.Text.Contains(Text, StringComparison.OrdinalIgnoreCase)))];

    private bool Hides(LogKind kind) => (Hide ?? "").Split(',').Contains(kind.ToString(), StringComparer.OrdinalIgnoreCase);

    private void Toggle(LogKind kind)
    {
        var hidden = Enum.GetValues<LogKind>().Where(other => Hides(other) != (other == kind)).Select(other => other.ToString().ToLowerInvariant()).ToList();
        Change("hide", hidden.Count == 0 ? null : string.Join(',', hidden));
    }

    private void Change(string name, object? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = value }), replace: true);

    private static string Name(LogKind kind) => kind switch
    {
        LogKind.State => "starts and ends",
        LogKind.Message => "messages",
        _ => "adjustments",
    };
}
