namespace ActorTraining.Grains.Cluster;

/// <summary>Finds the running trials that have to make room for an experiment of higher priority: of the lowest priority first, and of those the youngest, which have the least to lose.</summary>
/// <remarks>Only as many as are needed once everything that is free, and everything that was asked for before, has been dealt out.</remarks>
internal sealed class Preemption(IReadOnlyCollection<BoardSilo> silos, Func<string, int?> priorityOf, TimeSpan now)
{
    /// <summary>How long a trial that was asked to leave is waited for before its slot counts as taken again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether a slot's trial was asked to leave and is likely to do so.</summary>
    public bool IsComing(BoardSlot slot) => slot.Held?.AskedToYield is { } asked && now - asked < Patience && !slot.Silo.Draining;

    /// <summary>Whether anything runs that might have to make room.</summary>
    public bool IsPossible(Demand demand) => silos.Any(silo => silo.Slots.Any(slot => slot.Held is { } grant && CanYield(grant, demand.Priority)));

    /// <summary>Chooses the leases that have to be given up, and takes note that they are asked for.</summary>
    /// <param name="demand">Who needs slots.</param>
    /// <param name="round">The round, in which all that is free and all that is coming has been dealt out.</param>
    public List<Grant> For(Demand demand, Sharing round)
    {
        var chosen = new List<Grant>();
        var plans = new PriorityQueue<Plan, Plan>();
        foreach (var silo in silos.Where(demand.Need.IsWithin))
        {
            Enqueue(plans, demand, round, silo);
        }

        for (var unmet = round.UnmetOf(demand); unmet > 0 && plans.TryDequeue(out var plan, out _); unmet--)
        {
            foreach (var victim in plan.Victims)
            {
                victim.AskedToYield = now;
                chosen.Add(victim);
            }

            round.Take(plan.Slots);
            Enqueue(plans, demand, round, plan.Silo);
        }

        return chosen;
    }

    private void Enqueue(PriorityQueue<Plan, Plan> plans, Demand demand, Sharing round, BoardSilo silo)
    {
        if (PlanOn(silo, demand, round) is { } plan)
        {
            plans.Enqueue(plan, plan);
        }
    }

    private Plan? PlanOn(BoardSilo silo, Demand demand, Sharing round)
    {
        var fitting = silo.Slots.Where(slot => demand.Need.Fits(slot.Status)).ToList();
        var open = fitting.Where(slot => round.IsOpenTo(demand, slot)).ToList();
        var victims = new List<Grant>();
        int Gained() => open.Count + victims.Sum(victim => victim.Slots.Count(fitting.Contains));
        var candidates = fitting.Select(slot => slot.Held).OfType<Grant>().Distinct().Where(grant => CanYield(grant, demand.Priority))
            .OrderBy(grant => priorityOf(grant.Experiment)).ThenByDescending(grant => grant.Since).ThenBy(grant => grant.Id);
        foreach (var candidate in candidates.TakeWhile(_ => Gained() < demand.Need.Slots))
        {
            victims.Add(candidate);
        }

        if (victims.Count == 0 || Gained() < demand.Need.Slots)
        {
            return null;
        }

        // One that was taken early may not be needed any more beside a larger one that came after it.
        foreach (var victim in victims.ToList())
        {
            victims.Remove(victim);
            if (Gained() < demand.Need.Slots)
            {
                victims.Add(victim);
            }
        }

        var slots = open.Concat(victims.SelectMany(victim => victim.Slots).Where(fitting.Contains)).Take(demand.Need.Slots).ToList();
        return new Plan(silo, victims, slots, victims.Max(victim => priorityOf(victim.Experiment)!.Value));
    }

    private bool CanYield(Grant grant, int priority) =>
        grant is { Used: true, Stuck: false } && grant.ProtectedUntil <= now && (grant.AskedToYield is not { } asked || now - asked >= Patience) && priorityOf(grant.Experiment) < priority;

    /// <summary>What to do on one silo for one trial.</summary>
    private sealed record Plan(BoardSilo Silo, List<Grant> Victims, List<BoardSlot> Slots, int Priority) : IComparable<Plan>
    {
        public int CompareTo(Plan? other)
        {
            var order = Priority.CompareTo(other!.Priority);
            order = order != 0 ? order : Victims.Sum(victim => victim.Slots.Count).CompareTo(other.Victims.Sum(victim => victim.Slots.Count));
            order = order != 0 ? order : other.Victims.Min(victim => victim.Since).CompareTo(Victims.Min(victim => victim.Since));
            return order != 0 ? order : string.CompareOrdinal(Silo.Name, other.Silo.Name);
        }
    }
}
