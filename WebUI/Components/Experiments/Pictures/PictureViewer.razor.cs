using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ActorTraining.WebUI.Components.Experiments.Pictures;

/// <summary>Shows one of several pictures over the whole page.</summary>
public sealed partial class PictureViewer : ComponentBase
{
    private ElementReference _element;
    private bool _actual;

    /// <summary>The pictures, in the order in which keys go through them.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Picture> Pictures { get; set; } = [];

    /// <summary>Which one is shown, from 0.</summary>
    [Parameter, EditorRequired]
    public int Index { get; set; }

    /// <summary>Another one shall be shown.</summary>
    [Parameter]
    public EventCallback<int> IndexChanged { get; set; }

    /// <summary>It shall be closed.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    private Picture Current => Pictures[Index];

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _element.FocusAsync();
        }
    }

    private Task OnKey(KeyboardEventArgs pressed) => pressed.Key switch
    {
        "Escape" => OnClose.InvokeAsync(),
        "ArrowLeft" => MoveAsync(-1),
        "ArrowRight" => MoveAsync(1),
        _ => Task.CompletedTask,
    };

    private Task MoveAsync(int by) => Index + by >= 0 && Index + by < Pictures.Count ? IndexChanged.InvokeAsync(Index + by) : Task.CompletedTask;
}
