using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ActorTraining.WebUI.Components.Experiments.Pictures;

/// <summary>Pictures side by side, a page of them at first; a click opens one over the whole page.</summary>
public sealed partial class PictureTiles : ComponentBase
{
    private const int Step = 24;

    private ElementReference _element;
    private int _shown = Step;
    private int? _open;

    /// <summary>The pictures, in their order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Picture> Pictures { get; set; } = [];

    /// <summary>What stands under a picture.</summary>
    [Parameter, EditorRequired]
    public Func<Picture, string> Name { get; set; } = null!;

    /// <summary>What stands beside the name.</summary>
    [Parameter]
    public Func<Picture, string?>? Note { get; set; }

    /// <summary>Their least width in pixels.</summary>
    [Parameter]
    public int Size { get; set; } = 192;

    [Inject]
    private IJSRuntime Runtime { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            try
            {
                await using var module = await Runtime.InvokeAsync<IJSObjectReference>("import", "./Components/Experiments/Pictures/PictureTiles.razor.js");
                await module.InvokeVoidAsync("watch", _element);
            }
            catch (Exception e) when (e is JSDisconnectedException or TaskCanceledException)
            {
                // The page was left.
            }
        }
    }
}
