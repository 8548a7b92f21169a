using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>Shares the slots of all silos between the experiments. One per cluster, key 0.</summary>
/// <remarks>
/// It keeps nothing in the store: what it knows, the silos' heartbeats tell it again after a crash. It answers from memory, so whoever gets no answer soon asks again:
/// its silo has died.
/// </remarks>
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>A silo says that it is alive, which slots it has and what runs on them.</summary>
    [ResponseTimeout("00:00:01")]
    Task<HeartbeatAnswer> Heartbeat(SiloHeartbeat heartbeat);

    /// <summary>A silo says that it leaves, after what ran there has come to its end: it is forgotten.</summary>
    /// <param name="silo">Its name.</param>
    /// <param name="address">The address of the run that ends; one that has come up under the same name meanwhile stays.</param>
    [ResponseTimeout("00:00:03")]
    Task Farewell(string silo, string address);

    /// <summary>Gives leases back, states how many more are wanted, and returns those that can be had now.</summary>
    /// <remarks>When more become free later, the experiment is told by <see cref="IExperimentGrain.SlotsFree"/> and asks again.</remarks>
    [ResponseTimeout("00:00:03")]
    Task<LeaseAnswer> Request(LeaseRequest request);

    /// <summary>The silos that are alive.</summary>
    /// <param name="fitting">Only those that have what one trial needs, free or not; null for all.</param>
    [ResponseTimeout("00:00:03")]
    Task<LiveSilos> Silos(ResourceSpec? fitting);

    /// <summary>The silos, their slots, and who waits.</summary>
    [ResponseTimeout("00:00:03")]
    Task<ClusterInfo> Get();
}
