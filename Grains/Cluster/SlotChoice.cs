namespace ActorTraining.Grains.Cluster;

/// <summary>Chooses among the slots of a silo.</summary>
internal static class SlotChoice
{
    /// <summary>The slots to take for one trial: several of one device where they fit there, a single one of the device that has most to spare.</summary>
    /// <param name="slots">The slots that could be taken, at least <paramref name="count"/>.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<BoardSlot> From(IReadOnlyList<BoardSlot> slots, int count)
    {
        if (slots.All(slot => slot.Status.Index == slots[0].Status.Index))
        {
            return count == 1 ? [slots[0]] : [.. slots.Take(count)];
        }

        var devices = slots.GroupBy(slot => slot.Status.Index).Select(device => device.ToList()).OrderByDescending(device => device.Count).ToList();
        var whole = count == 1 ? devices[0] : devices.FindLast(device => device.Count >= count);
        return [.. (whole ?? devices.SelectMany(device => device)).Take(count)];
    }
}
