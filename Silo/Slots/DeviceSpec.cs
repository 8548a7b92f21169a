using System.Globalization;
using System.Text.RegularExpressions;
using ActorTraining.Experiments;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Silo.Slots;

/// <summary>A device of this silo and how many slots share it: <c>cpu:4</c> is the processor with four slots, <c>cuda:0*2</c> the first GPU with two, <c>cuda:1</c> the second one alone.</summary>
public sealed partial record DeviceSpec
{
    private const int MostSlots = 1_024;
    private static readonly string[] Kinds = ["cpu", "cuda"];

    private DeviceSpec(string kind, int index, int shares) => (Kind, Index, Shares, Name) = (kind, index, shares, kind);

    /// <summary>The kind: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Kind { get; }

    /// <summary>Its number among those of its kind, from 0.</summary>
    public int Index { get; }

    /// <summary>How many slots share it, at least 1.</summary>
    public int Shares { get; }

    /// <summary>What its maker calls it; the kind where nobody has looked.</summary>
    public string Name { get; init; }

    /// <summary>Its memory in bytes, shared evenly by its slots; 0 where it is not known.</summary>
    public long Memory { get; init; }

    /// <summary>The names of its slots: <c>cpu:0</c>, <c>cpu:1</c>; <c>cuda:1</c>, or <c>cuda:0/0</c> and <c>cuda:0/1</c> where two share it.</summary>
    public IEnumerable<string> Slots => Enumerable.Range(0, Shares).Select(share => (Kind, Shares) switch
    {
        ("cpu", _) => $"{Kind}:{share}",
        (_, 1) => $"{Kind}:{Index}",
        _ => $"{Kind}:{Index}/{share}",
    });

    /// <summary>The device as the cluster shows it.</summary>
    public DeviceInfo Info => new(Kind, Index, Name, Memory, Shares);

    /// <summary>The processor with the memory of this machine (of this container, where it is limited).</summary>
    /// <param name="slots">How many slots share it, at least 1.</param>
    public static DeviceSpec Cpu(int slots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        return new DeviceSpec("cpu", 0, slots) { Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes };
    }

    /// <summary>A GPU.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <param name="shares">How many slots share it, at least 1.</param>
    public static DeviceSpec Cuda(int index, int shares = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(shares, 1);
        return new DeviceSpec("cuda", index, shares);
    }

    /// <summary>Reads descriptions of devices, each of which may be several with commas between them: <c>cpu:4,cuda:0*2</c>.</summary>
    /// <exception cref="FormatException">Some are wrong; the message tells every fault, one per line.</exception>
    public static IReadOnlyList<DeviceSpec> Parse(IEnumerable<string> descriptions)
    {
        var devices = new List<DeviceSpec>();
        var faults = new List<string>();
        foreach (var text in descriptions.SelectMany(description => description.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (Read(text, out var device) is { } fault)
            {
                faults.Add($"device '{text}': {fault}");
            }
            else if (devices.Exists(other => (other.Kind, other.Index) == (device!.Kind, device.Index)))
            {
                faults.Add($"device '{text}': {(device!.Kind == "cpu" ? "the processor" : $"{device.Kind}:{device.Index}")} is given twice");
            }
            else
            {
                devices.Add(device!);
            }
        }

        return faults.Count == 0 ? devices : throw new FormatException(string.Join('\n', faults));
    }

    private static string? Read(string text, out DeviceSpec? device)
    {
        device = null;
        if (Form.Match(text) is not { Success: true } match)
        {
            return "is not of the form cpu:4 (four slots on the processor), cuda:1 (the GPU with this number) or cuda:0*2 (two slots on one GPU)";
        }

        var kind = match.Groups["kind"].Value;
        if (!Kinds.Contains(kind))
        {
            return $"'{kind}' is unknown{DidYouMean.Hint(kind, Kinds)}";
        }

        var isCpu = kind == "cpu";
        if (isCpu && match.Groups["shares"].Success)
        {
            return "the processor has its slots behind the colon: cpu:4";
        }

        var shares = isCpu ? match.Groups["number"] : match.Groups["shares"];
        if (!TryNumber(match.Groups["number"], 0, out var number) || !TryNumber(shares, 1, out var slots) || slots > MostSlots)
        {
            return $"has a number that is too large; at most {MostSlots} slots share a device";
        }

        if (slots < 1)
        {
            return "has no slot; give at least 1, or leave the device out";
        }

        device = isCpu ? Cpu(slots) : Cuda(number, slots);
        return null;
    }

    private static bool TryNumber(Group digits, int otherwise, out int number)
    {
        number = otherwise;
        return !digits.Success || int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    [GeneratedRegex(@"\A(?<kind>[A-Za-z]+):(?<number>[0-9]+)(?:\*(?<shares>[0-9]+))?\z")]
    private static partial Regex Form { get; }
}
