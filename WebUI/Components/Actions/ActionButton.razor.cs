using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Actions;

/// <summary>Something that a user can do; where it is not possible now it says why, to the mouse and to the keyboard.</summary>
public sealed partial class ActionButton : ComponentBase
{
    private bool _busy;

    /// <summary>What it is called.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>The name of an icon.</summary>
    [Parameter, EditorRequired]
    public string Icon { get; set; } = "";

    /// <summary>Why it is not possible now; null where it is.</summary>
    [Parameter]
    public string? Why { get; set; }

    /// <summary>Whether only its icon is shown.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>Whether it takes something away.</summary>
    [Parameter]
    public bool Danger { get; set; }

    /// <summary>It was asked for.</summary>
    [Parameter]
    public EventCallback OnClick { get; set; }

    [Inject]
    private Notices Notices { get; set; } = null!;

    private async Task ClickAsync()
    {
        if (Why is { } why)
        {
            Notices.Refused(why);
        }
        else if (!_busy)
        {
            _busy = true;
            try
            {
                await OnClick.InvokeAsync();
            }
            finally
            {
                _busy = false;
            }
        }
    }
}
