using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;

namespace ActorTraining.WebUI.Components.Charts;

/// <summary>What all charts have in common: a canvas of ECharts, the theme, a name for those who cannot see it, and a picture of it for download.</summary>
public abstract class ChartBase : ComponentBase, IAsyncDisposable
{
    private IJSObjectReference? _module;
    private bool _isGone;

    /// <summary>What the chart shows, for those who cannot see it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Its height in CSS units.</summary>
    [Parameter]
    public string Height { get; set; } = "320px";

    /// <summary>The name of downloaded pictures, without an ending.</summary>
    [Parameter]
    public string FileName { get; set; } = "chart";

    [Inject]
    private IJSRuntime Runtime { get; set; } = null!;

    [Inject]
    private ThemeService Theme { get; set; } = null!;

    /// <summary>The chart in the browser; null before it is made.</summary>
    protected IJSObjectReference? View { get; private set; }

    /// <summary>The element that holds it.</summary>
    protected ElementReference Host { get; set; }

    /// <summary>Whether the dark theme is on.</summary>
    protected bool Dark => Theme.Theme?.Contains("dark", StringComparison.Ordinal) == true;

    /// <summary>The module that makes the chart: its path below the root.</summary>
    protected abstract string Module { get; }

    /// <summary>What the module's <c>create</c> takes after the element and the theme.</summary>
    protected abstract object?[] Arguments();

    /// <summary>Sends what changed since the last time.</summary>
    protected virtual Task UpdateAsync(IJSObjectReference view) => Task.CompletedTask;

    /// <summary>The chart is there.</summary>
    protected virtual Task CreatedAsync(IJSObjectReference view) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                Theme.ThemeChanged += OnTheme;
                await CreateAsync();
            }
            else if (View is not null)
            {
                await UpdateAsync(View);
            }
        }
        catch (Exception e) when (IsGone(e) || (_isGone && e is JSException))
        {
            // The browser left while the chart was being made, or the chart was taken off the page.
        }
    }

    // Whoever goes from page to page quickly takes a chart away before it is made: what comes then is given back, for nobody else would.
    private async Task CreateAsync()
    {
        var module = await Runtime.InvokeAsync<IJSObjectReference>("import", Module);
        if (_isGone)
        {
            await module.DisposeAsync();
            return;
        }

        _module = module;
        var view = await module.InvokeAsync<IJSObjectReference>("create", [Host, Dark, .. Arguments()]);
        if (_isGone)
        {
            await view.InvokeVoidAsync("dispose");
            await view.DisposeAsync();
            return;
        }

        View = view;
        await CreatedAsync(view);
    }

    /// <summary>Downloads a picture of the chart in the browser; nothing of it passes through the server.</summary>
    public async Task DownloadAsync()
    {
        if (View is not null)
        {
            await View.InvokeVoidAsync("download", FileName + ".png");
        }
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _isGone = true;
        Theme.ThemeChanged -= OnTheme;
        try
        {
            if (View is not null)
            {
                await View.InvokeVoidAsync("dispose");
                await View.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // With the browser the chart is gone as well.
        }
    }

    /// <summary>Whether an exception says no more than that the browser is not there any more.</summary>
    protected static bool IsGone(Exception e) => e is JSDisconnectedException or ObjectDisposedException or TaskCanceledException;

    private void OnTheme() => _ = InvokeAsync(async () =>
    {
        try
        {
            if (View is not null)
            {
                await View.InvokeVoidAsync("theme", Dark);
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // It has no theme to change any more.
        }
    });
}
