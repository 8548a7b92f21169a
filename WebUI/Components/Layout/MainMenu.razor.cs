using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ActorTraining.WebUI.Components.Layout;

/// <summary>Where one can go. Marked is where one is, whatever else the address says.</summary>
public sealed partial class MainMenu : ComponentBase, IDisposable
{
    private static readonly (string Text, string Icon, string Address, string[] Places)[] All =
    [
        ("Experiments", "science", "/", ["", "experiments"]),
        ("Compare", "compare_arrows", "/compare", ["compare"]),
        ("Cluster", "dns", "/cluster", ["cluster"]),
    ];

    private string _place = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Here => new Uri(Navigation.Uri).AbsolutePath;

    /// <summary>Stops looking at the address.</summary>
    public void Dispose() => Navigation.LocationChanged -= OnMoved;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _place = Place();
        Navigation.LocationChanged += OnMoved;
    }

    private string Place() => Here.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "";

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(() =>
    {
        _place = Place();
        StateHasChanged();
    });
}
