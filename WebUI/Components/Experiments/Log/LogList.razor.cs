using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ActorTraining.WebUI.Components.Experiments.Log;

/// <summary>Lines of a log, the newest last: stays at its end while lines come, or stands at a moment.</summary>
public sealed partial class LogList : ComponentBase, IAsyncDisposable
{
    private IJSObjectReference? _module;
    private ElementReference _box;
    private List<LogLine> _items = [];
    private IReadOnlyList<LogLine>? _given;
    private (long? Last, bool Follow, long? Moment)? _stood;

    /// <summary>The identifier of the experiment.</summary>
    [Parameter, EditorRequired]
    public string Experiment { get; set; } = "";

    /// <summary>The lines; another list for every change.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<LogLine> Lines { get; set; } = [];

    /// <summary>Whether the newest line stays in sight.</summary>
    [Parameter]
    public bool Follow { get; set; }

    /// <summary>The number of the event to stand at; null for none.</summary>
    [Parameter]
    public long? Moment { get; set; }

    /// <summary>Whether lines name their trial.</summary>
    [Parameter]
    public bool ShowTrial { get; set; } = true;

    /// <summary>Its height in CSS units.</summary>
    [Parameter]
    public string Height { get; set; } = "320px";

    [Inject]
    private IJSRuntime Runtime { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_given, Lines))
        {
            (_given, _items) = (Lines, [.. Lines]);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var at = Moment is { } moment ? _items.FindIndex(line => line.Sequence >= moment) : -1;
        (long?, bool, long?) now = Follow ? (_items is [.., var last] ? last.Sequence : null, true, null) : (null, false, at < 0 ? null : Moment);
        if (now == _stood || (!Follow && at < 0))
        {
            return;
        }

        _stood = now;
        try
        {
            _module ??= await Runtime.InvokeAsync<IJSObjectReference>("import", "./Components/Experiments/Log/LogList.razor.js");
            await (Follow ? _module.InvokeVoidAsync("toEnd", _box) : _module.InvokeVoidAsync("toLine", _box, at));
        }
        catch (Exception e) when (e is JSDisconnectedException or ObjectDisposedException or TaskCanceledException)
        {
            // The page was left.
        }
    }

    /// <summary>Lets go of the browser.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await (_module?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // With the browser the module is gone as well.
        }
    }
}
