using ActorTraining.Training.Parameters;

namespace ActorTraining.Grains.Cluster;

/// <summary>Says why no silo that there is could ever serve a need.</summary>
internal static class Shortage
{
    /// <summary>The reason, in words that go on from "waiting:"; null when a silo could serve it once it is idle.</summary>
    /// <param name="need">What one trial needs.</param>
    /// <param name="silos">The silos that are alive.</param>
    public static string? Of(Need need, IReadOnlyCollection<BoardSilo> silos)
    {
        if (silos.Any(need.IsWithin))
        {
            return null;
        }

        var staying = silos.Where(silo => !silo.Draining).ToList();
        if (staying.Count == 0)
        {
            return silos.Count == 0 ? "no silo is alive" : "every silo is about to stop";
        }

        var equipped = staying.Where(silo => silo.Slots.Any(slot => slot.Status.Device == need.Device)).ToList();
        if (equipped.Count == 0)
        {
            return $"no silo has a {need.Device} device ({Count(staying)}: {Listed(staying.SelectMany(silo => silo.Slots).Select(slot => slot.Status.Device), "no slots")})";
        }

        var labelled = equipped.Where(need.HasLabels).ToList();
        if (labelled.Count == 0)
        {
            return $"no silo with a {need.Device} device has the labels {Text(need.Labels)} ({Count(equipped)}: {Listed(equipped.Select(silo => Text(silo.Labels)), "none")})";
        }

        var largest = labelled.Max(silo => silo.Slots.Where(slot => slot.Status.Device == need.Device).Max(slot => slot.Status.Memory));
        if (need.Memory is { } least && largest < least)
        {
            return $"no {need.Device} slot has {MemoryValue.Show(least)} of memory (the largest has {Amount(largest)})";
        }

        var most = labelled.Max(silo => silo.Slots.Count(slot => need.Fits(slot.Status)));
        return most < need.Slots
            ? $"no silo has {need.Slots} {need.Device} slots for one trial (the most on one silo: {most})"
            : $"the job is unknown on every silo that could run it ({Listed(labelled.Where(need.Excludes).Select(silo => silo.Name), "")})";
    }

    private static string Count(List<BoardSilo> silos) => silos.Count == 1 ? "1 silo" : $"{silos.Count} silos";

    private static string Listed(IEnumerable<string> words, string none) =>
        string.Join(", ", words.Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } listed ? listed : none;

    private static string Text(IReadOnlyDictionary<string, string> labels) =>
        string.Join(" and ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    // Measured sizes are never round.
    private static string Amount(long bytes) => bytes == 0 ? "an unknown amount" : MemoryValue.Show(bytes >= 10_000_000 ? bytes / 1_000_000 * 1_000_000 : bytes);
}
