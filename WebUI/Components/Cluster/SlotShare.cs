using ActorTraining.WebUI.Live;

namespace ActorTraining.WebUI.Components.Cluster;

/// <summary>How many slots an experiment holds, of how many it could use.</summary>
/// <param name="Experiment">The identifier.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Held">How many slots it holds.</param>
/// <param name="Missing">How many more trials it could run at once.</param>
/// <param name="Since">When it began to wait; null where it does not.</param>
/// <param name="Reason">Why it cannot be served, or that it waits for its turn.</param>
internal sealed record SlotShare(string Experiment, string Name, int Priority, int Held, int Missing, DateTimeOffset? Since, string? Reason)
{
    /// <summary>How many it could use.</summary>
    public int Wanted => Held + Missing;

    /// <summary>The part that it has, in [0, 100].</summary>
    public int Percent => Wanted == 0 ? 0 : 100 * Held / Wanted;

    /// <summary>All experiments that hold slots or wait for some, those that wait in the order in which they are served, before the others.</summary>
    public static IReadOnlyList<SlotShare> Of(ClusterView view)
    {
        var held = view.Cluster.Silos.SelectMany(silo => silo.Slots).Where(slot => slot.Experiment is not null).CountBy(slot => slot.Experiment!).ToDictionary();
        var waiting = view.Cluster.Queue.Select(queued => new SlotShare(
            queued.Experiment,
            view.Find(queued.Experiment)?.Spec.Name ?? queued.Experiment,
            queued.Priority,
            Math.Max(queued.Held, held.GetValueOrDefault(queued.Experiment)),
            queued.Wanted,
            queued.Since,
            queued.Reason ?? "waits for its turn"));
        var queue = waiting.ToList();
        var served = held.Where(entry => queue.All(share => share.Experiment != entry.Key))
            .Select(entry => (Id: entry.Key, Held: entry.Value, Info: view.Find(entry.Key)))
            .Select(entry => new SlotShare(entry.Id, entry.Info?.Spec.Name ?? entry.Id, entry.Info?.Spec.Resources.Priority ?? 0, entry.Held, 0, null, null));
        return [.. queue, .. served.OrderByDescending(share => share.Held).ThenBy(share => share.Name, StringComparer.Ordinal)];
    }
}
