using ActorTraining.Cli.Output;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Cluster;

/// <summary>A cluster in words: a line about the whole, a row per silo with a map of its slots, what runs, and who waits.</summary>
/// <param name="context">Receives the text.</param>
internal sealed class ClusterText(CommandContext context)
{
    /// <summary>Writes it.</summary>
    public void Write(ClusterInfo cluster)
    {
        SlotInfo[] slots = [.. cluster.Silos.SelectMany(silo => silo.Slots)];
        context.Out.WriteLine($"{TrialText.Plural(cluster.Silos.Count, "silo")}, {TrialText.Plural(slots.Length, "slot")}, {slots.Count(slot => slot.State != SlotState.Idle)} busy");
        if (cluster.Silos.Count > 0)
            WriteSilos(cluster);
        if (cluster.Silos.Any(silo => silo.Devices.Any(IsGpu)))
            WriteGpus(cluster);
        if (slots.Any(slot => slot.Experiment is not null))
            WriteWork(cluster);
        if (cluster.Queue.Count > 0)
            WriteQueue(cluster);
    }

    /// <summary>The slots of a silo as one character each, by device: <c>cpu ##.. cuda:0 #+</c>.</summary>
    internal static string Map(SiloInfo silo) => string.Join(' ', silo.Slots
        .GroupBy(slot => slot.Device == "cpu" ? slot.Device : slot.Name.Split('/')[0])
        .Select(device => $"{device.Key} {string.Concat(device.Select(slot => Sign(slot.State)))}"));

    private void WriteSilos(ClusterInfo cluster)
    {
        var table = new TextTable(
        [
            new TextColumn("silo"),
            new TextColumn("state") { Rank = 1 },
            new TextColumn("version") { Rank = 3 },
            new TextColumn("up", Right: true) { Rank = 2 },
            new TextColumn("labels") { Rank = 4 },
            new TextColumn("slots (# runs, + kept, ~ leased, . idle)") { Least = 20 },
            new TextColumn("address") { Rank = 5 },
        ]);
        foreach (SiloInfo silo in cluster.Silos)
            table.Add(
                TextTone.Plain,
                silo.Name,
                silo.Draining ? "draining" : "alive",
                silo.Version.Split('+')[0],
                DurationText.Of(context.Clock.GetUtcNow() - silo.Started),
                string.Join(' ', silo.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")),
                Map(silo),
                silo.Address);
        table.Write(context);
    }

    private void WriteGpus(ClusterInfo cluster)
    {
        var table = new TextTable(
        [
            new TextColumn("GPU"),
            new TextColumn("name") { Rank = 1, Least = 12 },
            new TextColumn("slots", Right: true),
            new TextColumn("memory", Right: true),
            new TextColumn("taken", Right: true),
            new TextColumn("busy", Right: true),
            new TextColumn("°C", Right: true) { Rank = 2 },
        ]);
        foreach (SiloInfo silo in cluster.Silos)
        {
            foreach (DeviceInfo device in silo.Devices.Where(IsGpu))
                table.Add(
                    TextTone.Plain,
                    $"{silo.Name}/{device.Kind}:{device.Index}",
                    device.Name == device.Kind ? "" : device.Name,
                    $"{device.Shares}",
                    device.Memory > 0 ? NumberText.Bytes(device.Memory) : "",
                    device.Load?.MemoryUsed is { } taken ? NumberText.Bytes(taken) : "",
                    device.Load?.Utilisation is { } busy ? $"{100 * busy:0}%" : "",
                    device.Load?.Temperature is { } degrees ? $"{degrees:0}" : "");
        }
        table.Write(context);
    }

    private static bool IsGpu(DeviceInfo device) => device.Kind != "cpu";

    private void WriteWork(ClusterInfo cluster)
    {
        var table = new TextTable([new TextColumn("on"), new TextColumn("experiment") { Least = 12 }, new TextColumn("trial", Right: true)]);
        foreach (SiloInfo silo in cluster.Silos)
        {
            foreach (SlotInfo slot in silo.Slots.Where(slot => slot.Experiment is not null && slot.State != SlotState.Reserved))
                table.Add(TextTone.Plain, $"{silo.Name}/{slot.Name}", slot.Experiment!, slot.Trial?.ToString() ?? "");
        }
        table.Write(context);
    }

    private void WriteQueue(ClusterInfo cluster)
    {
        var table = new TextTable(
        [
            new TextColumn("waiting") { Least = 12 },
            new TextColumn("priority", Right: true) { Rank = 1 },
            new TextColumn("wants", Right: true),
            new TextColumn("holds", Right: true) { Rank = 2 },
            new TextColumn("for", Right: true),
            new TextColumn("why") { Least = 20 },
        ]);
        foreach (QueuedExperiment waiting in cluster.Queue)
            table.Add(
                waiting.Reason is null ? TextTone.Plain : TextTone.Bad,
                waiting.Experiment,
                $"{waiting.Priority}",
                waiting.Wanted == int.MaxValue ? "all" : $"{waiting.Wanted}",
                $"{waiting.Held}",
                DurationText.Of(context.Clock.GetUtcNow() - waiting.Since),
                waiting.Reason ?? "");
        table.Write(context);
    }

    private static char Sign(SlotState state) => state switch
    {
        SlotState.Running => '#',
        SlotState.Reserved => '+',
        SlotState.Leased => '~',
        _ => '.',
    };
}
