using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Actions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ActorTraining.WebUI.Components.Layout;

/// <summary>Where one is, and the way back up.</summary>
public sealed partial class Breadcrumbs : ComponentBase, IDisposable
{
    private (string Id, string Name) _experiment = ("", "");
    private IReadOnlyList<(string Text, string Address)> _crumbs = [];

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnMoved;
        return ReadAsync();
    }

    /// <summary>Stops looking at the address.</summary>
    public void Dispose() => Navigation.LocationChanged -= OnMoved;

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });

    private async Task ReadAsync()
    {
        var parts = new Uri(Navigation.Uri).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        _crumbs = parts switch
        {
            ["new"] => [("New experiment", "/new")],
            ["cluster"] => [("Cluster", "/cluster")],
            ["compare", ..] => [("Compare", "/compare")],
            ["experiments", var id, "trials", var trial] => [(await NameAsync(id), $"/experiments/{id}"), ($"Trial {trial}", "")],
            ["experiments", var id, ..] => [(await NameAsync(id), $"/experiments/{id}")],
            _ => [],
        };
    }

    private async Task<string> NameAsync(string id)
    {
        if (_experiment.Id != id)
        {
            try
            {
                _experiment = (id, (await Experiments.GetAsync(id)).Spec.Name);
            }
            catch (Exception e) when (PortFault.Message(e) is not null)
            {
                return id;
            }
        }

        return _experiment.Name;
    }
}
