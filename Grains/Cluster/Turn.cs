namespace ActorTraining.Grains.Cluster;

/// <summary>Where an experiment stands in the line: whoever has waited too long with nothing, the longest first; then by priority, higher first; among equals whoever
/// holds fewer slots, and among those whoever has waited longer since its last lease.</summary>
internal readonly record struct Turn(TimeSpan OverdueSince, int Priority, int Held, long Served, string Experiment) : IComparable<Turn>
{
    /// <summary>The turn of an experiment.</summary>
    /// <param name="demand">What it wants.</param>
    /// <param name="held">How many slots it holds, those counted that it gets in this round.</param>
    /// <param name="now">The steady clock.</param>
    public static Turn Of(Demand demand, int held, TimeSpan now) =>
        new(held == 0 && demand.IsOverdue(now) ? demand.EmptyHandedSince!.Value : TimeSpan.MaxValue, demand.Priority, held, demand.Served, demand.Experiment);

    /// <inheritdoc/>
    public int CompareTo(Turn other)
    {
        var order = OverdueSince.CompareTo(other.OverdueSince);
        order = order != 0 ? order : other.Priority.CompareTo(Priority);
        order = order != 0 ? order : Held.CompareTo(other.Held);
        order = order != 0 ? order : Served.CompareTo(other.Served);
        return order != 0 ? order : string.CompareOrdinal(Experiment, other.Experiment);
    }
}
