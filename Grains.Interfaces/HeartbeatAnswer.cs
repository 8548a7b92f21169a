using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>The cluster's answer to a heartbeat.</summary>
/// <param name="Refusal">Why the silo may not belong to the cluster; null when it does. A refused silo gets no leases and should stop.</param>
[Immutable]
public sealed record HeartbeatAnswer(string? Refusal)
{
    /// <summary>The silo belongs to the cluster.</summary>
    public static HeartbeatAnswer Welcome { get; } = new((string?)null);
}
