using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace ActorTraining.WebUI.Components.Actions;

/// <summary>Something that a user can do; where it is not possible now, or takes another role, it says why, to the mouse and to the keyboard.</summary>
public sealed partial class ActionButton : ComponentBase
{
    private bool _busy;
    private string? _refusal;

    /// <summary>What it is called.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>The name of an icon.</summary>
    [Parameter, EditorRequired]
    public string Icon { get; set; } = "";

    /// <summary>Why it is not possible now; null where it is.</summary>
    [Parameter]
    public string? Why { get; set; }

    /// <summary>The role that it takes.</summary>
    [Parameter]
    public AccessRole Role { get; set; } = AccessRole.Operator;

    /// <summary>Whether only its icon is shown.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>Whether it takes something away.</summary>
    [Parameter]
    public bool Danger { get; set; }

    /// <summary>It was asked for.</summary>
    [Parameter]
    public EventCallback OnClick { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    private Notices Notices { get; set; } = null!;

    private string? WhyNot => _refusal ?? Why;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() =>
        _refusal = Authentication is not null && (await Authentication).User.Refusal(Role) is { } refusal ? char.ToUpperInvariant(refusal[0]) + refusal[1..] : null;

    private async Task ClickAsync()
    {
        if (WhyNot is { } why)
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
