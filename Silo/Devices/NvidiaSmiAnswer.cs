using System.Globalization;
using System.Text.RegularExpressions;
using ActorTraining.Experiments;

namespace ActorTraining.Silo.Devices;

/// <summary>Reads what nvidia-smi prints.</summary>
internal static partial class NvidiaSmiAnswer
{
    /// <summary>What it is asked for, in the order in which <see cref="Visible"/> reads it.</summary>
    public const string Fields = "index,uuid,name,memory.total,memory.used,utilization.gpu,temperature.gpu,mig.mode.current";

    /// <summary>Whether a processor is divided by MIG.</summary>
    public static bool TellsOfMig(string table) => Lines(table).Any(fields => fields[^1] == "Enabled");

    /// <summary>The processors that a process may use, numbered as CUDA does.</summary>
    /// <param name="table">Lines of <see cref="Fields"/>, separated by commas; memory in MiB, utilisation in per cent, and <c>[N/A]</c> for what the driver does not know.</param>
    /// <param name="list">What <c>nvidia-smi -L</c> says, for the parts of processors that MIG divides.</param>
    /// <param name="visible">
    /// What <c>CUDA_VISIBLE_DEVICES</c> says: indices, identifiers or beginnings of them, in the order in which CUDA numbers them, up to the first that is not there; null for all.
    /// </param>
    public static IReadOnlyList<Gpu> Visible(string table, string list, string? visible)
    {
        var parts = Parts(list).ToLookup(part => part.Processor);
        var all = Lines(table).SelectMany(fields => fields[^1] == "Enabled" ? parts[fields[0]].Select(part => Part(fields, part)) : [Whole(fields)]).ToList();
        var chosen = visible is null
            ? all
            : [.. visible.Split(',', StringSplitOptions.TrimEntries)
                .Select(one => all.Find(unit => one.Length > 0 && (unit.Index == one || unit.Uuid.StartsWith(one, StringComparison.Ordinal))))
                .TakeWhile(unit => unit is not null)
                .OfType<Unit>()];

        // A process sees one part of a divided processor, and no other device beside it.
        if (chosen.Exists(unit => unit.IsPart))
        {
            chosen = chosen[0].IsPart ? [chosen[0]] : [.. chosen.Where(unit => !unit.IsPart)];
        }

        return [.. chosen.Select((unit, number) => new Gpu(number, unit.Name, unit.Memory, unit.Load))];
    }

    // Everything else that it prints, such as that it has failed, is no line of the table.
    private static IEnumerable<string[]> Lines(string table) => table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(", "))
        .Where(fields => fields.Length == Fields.Count(c => c == ',') + 1 && int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static Unit Whole(string[] fields) => new(fields[0], fields[1], fields[2], MebiBytes(fields[3]) ?? 0, LoadOf(fields), IsPart: false);

    private static Unit Part(string[] fields, (string Processor, string Profile, string Uuid) part) =>
        new("", part.Uuid, $"{fields[2]} MIG {part.Profile}", GibiBytes(part.Profile), LoadOf(fields) with { MemoryUsed = null }, IsPart: true);

    private static IEnumerable<(string Processor, string Profile, string Uuid)> Parts(string list)
    {
        var processor = "";
        foreach (var line in list.Split('\n'))
        {
            if (ProcessorLine.Match(line) is { Success: true } whole)
            {
                processor = whole.Groups["index"].Value;
            }
            else if (PartLine.Match(line) is { Success: true } part)
            {
                yield return (processor, part.Groups["profile"].Value, part.Groups["uuid"].Value);
            }
        }
    }

    private static DeviceLoad LoadOf(string[] fields) => new(Number(fields[5]) / 100, MebiBytes(fields[4]), Number(fields[6]));

    private static double? Number(string field) => double.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? MebiBytes(string field) => long.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number << 20 : null;

    // The name of a profile has its memory: 3g.20gb, 1g.10gb+me.
    private static long GibiBytes(string profile) =>
        Gigabytes.Match(profile) is { Success: true } match ? long.Parse(match.Groups["size"].ValueSpan, CultureInfo.InvariantCulture) << 30 : 0;

    [GeneratedRegex(@"^GPU (?<index>\d+): ")]
    private static partial Regex ProcessorLine { get; }

    [GeneratedRegex(@"^\s+MIG (?<profile>\S+)\s+Device\s+\d+: \(UUID: (?<uuid>[^)]+)\)")]
    private static partial Regex PartLine { get; }

    [GeneratedRegex(@"\.(?<size>\d+)gb")]
    private static partial Regex Gigabytes { get; }

    /// <summary>A processor or a part of one.</summary>
    private sealed record Unit(string Index, string Uuid, string Name, long Memory, DeviceLoad Load, bool IsPart);
}
