using ActorTraining.Experiments;
using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>Shares the slots of all silos between the experiments. One per cluster, key 0.</summary>
/// <remarks>It keeps nothing in the store: what it knows, the silos' heartbeats tell it again after a crash.</remarks>
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>A silo says that it is alive, which slots it has and what runs on them.</summary>
    Task Heartbeat(SiloHeartbeat heartbeat);

    /// <summary>A silo says that it is about to leave; its slots are not leased any more.</summary>
    Task Farewell(string silo);

    /// <summary>Gives leases back, states how many more are wanted, and returns those that can be had now.</summary>
    /// <remarks>When more become free later, the experiment is told by <see cref="IExperimentGrain.SlotsFree"/> and asks again.</remarks>
    Task<IReadOnlyList<Lease>> Request(LeaseRequest request);

    /// <summary>The silos and their slots.</summary>
    Task<ClusterInfo> Get();
}
