using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Cluster;

/// <summary>The machines that work, what runs on their slots, and who waits.</summary>
public sealed partial class ClusterPage : ComponentBase, IDisposable
{
    private ClusterView? _view;
    private IDisposable? _following;

    [Inject]
    private ClusterWatch Watch { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private DateTimeOffset Now => Time.GetUtcNow();

    private IReadOnlyList<SlotShare> Shares => _view is null ? [] : SlotShare.Of(_view);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _following = Watch.Follow(view => _ = InvokeAsync(() =>
            {
                _view = view;
                StateHasChanged();
            }));
        }
    }

    /// <summary>Stops following.</summary>
    public void Dispose() => _following?.Dispose();

    private static string Summary(ClusterView view)
    {
        var slots = view.Cluster.Silos.SelectMany(silo => silo.Slots).ToList();
        var busy = slots.Count(slot => slot.Experiment is not null);
        return $"{Plural(view.Cluster.Silos.Count, "silo")}, {busy} of {Plural(slots.Count, "slot")} busy, {Plural(view.Unended.Count, "experiment")} not ended";
    }

    private static string Plural(int count, string noun) => $"{Format.Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
