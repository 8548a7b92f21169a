using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Cluster;

/// <summary>What one trial of an experiment needs. Needs that are equal are served by the same slots.</summary>
internal sealed class Need : IEquatable<Need>
{
    private readonly ResourceSpec _resources;
    private readonly IReadOnlyList<string> _excluded;

    /// <summary>Creates a need.</summary>
    /// <param name="resources">What the spec asks for.</param>
    /// <param name="excluded">Silos that will not do.</param>
    public Need(ResourceSpec resources, IReadOnlyList<string> excluded)
    {
        // Who waits, and how many at once, is no matter of what one trial needs.
        _resources = resources with { Parallel = null, Priority = 0 };
        _excluded = [.. excluded.Order(StringComparer.Ordinal)];
        Memory = resources.Memory is { } bytes ? (bytes + resources.Slots - 1) / resources.Slots : null;
    }

    /// <summary>The kind of device.</summary>
    public string Device => _resources.Device;

    /// <summary>How many slots, all on one silo.</summary>
    public int Slots => _resources.Slots;

    /// <summary>The memory in bytes that each slot has to have; null where any will do.</summary>
    public long? Memory { get; }

    /// <summary>The labels that the silo has to have.</summary>
    public IReadOnlyDictionary<string, string> Labels => _resources.Labels;

    /// <summary>Whether a silo has all the labels.</summary>
    public bool HasLabels(BoardSilo silo) => Labels.All(label => silo.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    /// <summary>Whether a silo is ruled out.</summary>
    public bool Excludes(BoardSilo silo) => _excluded.Contains(silo.Name);

    /// <summary>Whether a silo may be used at all.</summary>
    public bool Admits(BoardSilo silo) => !silo.Draining && !Excludes(silo) && HasLabels(silo);

    /// <summary>Whether a slot is of the right kind and large enough. Of a slot whose memory is not known nothing is promised.</summary>
    public bool Fits(SlotStatus slot) => slot.Device == Device && (Memory is not { } least || slot.Memory >= least);

    /// <summary>Whether a silo has all that a trial needs, free or not.</summary>
    public bool IsWithin(BoardSilo silo) => Admits(silo) && silo.Slots.Count(slot => Fits(slot.Status)) >= Slots;

    /// <inheritdoc/>
    public bool Equals(Need? other) => other is not null && _resources.Equals(other._resources) && _excluded.SequenceEqual(other._excluded);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Need);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_resources, _excluded.Count);
}
