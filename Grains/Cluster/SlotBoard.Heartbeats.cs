using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Cluster;

/// <content>What silos say of themselves.</content>
internal sealed partial class SlotBoard
{
    /// <summary>Takes note of a heartbeat.</summary>
    /// <returns>Whether the silo is new here, whether it has slots that it did not have free before, and why it may not belong to the cluster (null when it does).</returns>
    public (bool IsNew, bool HasMore, string? Refusal) Hear(SiloHeartbeat heartbeat)
    {
        var known = _silos.GetValueOrDefault(heartbeat.Silo);
        var isNew = known?.IsSame(heartbeat) != true;
        if (isNew)
        {
            if (WhyNot(heartbeat, known) is { } refusal)
            {
                return (false, false, refusal);
            }

            if (known is not null && heartbeat.Started >= known.Started)
            {
                // Started anew, or a second one of this name? That is known when the first is silent, or is heard again. Until then its attempts are not given up.
                known.Meet(heartbeat.Address, Now);
                return (false, false, null);
            }

            known = Enter(heartbeat, known);
        }

        var free = isNew ? 0 : Free(known!);
        known!.Say(heartbeat, Now);
        foreach (var (slot, status) in known.Slots.Zip(heartbeat.Slots))
        {
            Hear(slot, status);
        }

        return (isNew, !known.Draining && Free(known) > free, null);
    }

    private static int Free(BoardSilo silo) => silo.Slots.Count(slot => slot.Held is null);

    // Whoever came later is the one that does not belong. Only other silos speak against one: under its own name there may be an earlier run of it.
    private string? WhyNot(SiloHeartbeat heartbeat, BoardSilo? namesake) =>
        _silos.Values.Where(member => member != namesake && member.Started <= heartbeat.Started).Select(member => Admission.Conflict(heartbeat, member)).FirstOrDefault(conflict => conflict is not null)
        ?? (namesake is null ? null : Admission.NameConflict(heartbeat, namesake));

    private BoardSilo Enter(SiloHeartbeat heartbeat, BoardSilo? namesake)
    {
        var silo = new BoardSilo(heartbeat);
        if (namesake is not null)
        {
            // An earlier run that is heard of after a later one lives beside it, under the same name.
            silo.Impostor = heartbeat.Started < namesake.Started ? namesake.Address : null;
            Remove(namesake);
        }

        foreach (var later in _silos.Values.Where(member => Admission.Conflict(heartbeat, member) is not null).ToList())
        {
            Remove(later);
        }

        return _silos[silo.Name] = silo;
    }

    private void Hear(BoardSlot slot, SlotStatus status)
    {
        var isGivenBack = slot.Hear(status);
        var isOnItsWay = slot.Held is { Used: false } young && Now - young.Since < Unused;
        if (status.Lease is not { } lease)
        {
            // Idle, yet leased and never seen at work: either its trial is on the way, or the lease was lost on the way to its coordinator.
            if (!isOnItsWay)
            {
                Release(slot);
            }
        }
        else if (slot.Held?.Id == lease)
        {
            slot.Held.Used = true;
        }
        else if (!isOnItsWay)
        {
            // What another board, or a heartbeat before this one, gave out. A lease that is on its way is newer than what the heartbeat says.
            Release(slot);
            if (!_grants.TryGetValue(lease, out var grant))
            {
                grant = _grants[lease] = new Grant(lease, status.Experiment!, Now) { Used = true, Stuck = isGivenBack };
            }

            slot.HoldFor(grant);
        }
    }

    private void Release(BoardSlot slot)
    {
        if (slot.Held is { } grant)
        {
            slot.Release();
            if (grant.Slots.Count == 0)
            {
                _grants.Remove(grant.Id);
            }
        }
    }
}
