using System.Collections.Frozen;
using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Experiments.Specs;

/// <summary>What one trial needs and how many may run at once.</summary>
public sealed record ResourceSpec
{
    /// <summary>The kind of device: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>What builds its models: <c>auto</c>, <c>managed</c> or <c>torch</c>; auto takes hand-written kernels on the processor, and TorchSharp on a GPU.</summary>
    public string Backend { get; init; } = BackendName.Auto;

    /// <summary>How many slots one trial takes, at least 1; all of them are on one silo.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>The memory in bytes that one trial needs, shared evenly by its slots; null where any slot will do.</summary>
    public long? Memory { get; init; }

    /// <summary>Labels that a silo has to have, every one of them with the same value.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The most trials at once; null uses every slot there is.</summary>
    public int? Parallel { get; init; }

    /// <summary>Where slots are short, an experiment of higher priority gets them first.</summary>
    public int Priority { get; init; }

    /// <summary>Whether two ask for the same.</summary>
    public bool Equals(ResourceSpec? other) =>
        other is not null
        && (Device, Backend, Slots, Memory, Parallel, Priority) == (other.Device, other.Backend, other.Slots, other.Memory, other.Parallel, other.Priority)
        && Labels.Count == other.Labels.Count
        && Labels.All(label => other.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Device, Backend, Slots, Memory, Labels.Count, Parallel, Priority);
}
