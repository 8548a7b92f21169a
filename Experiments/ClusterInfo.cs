namespace ActorTraining.Experiments;

/// <summary>The machines that work, and on what.</summary>
/// <param name="Silos">Every silo that is alive, by name.</param>
/// <param name="Queue">The experiments that want slots and have not got as many as they could use, in the order in which they are served.</param>
public sealed record ClusterInfo(IReadOnlyList<SiloInfo> Silos, IReadOnlyList<QueuedExperiment> Queue)
{
    /// <summary>A cluster that nothing is known of: no process runs the experiments of the store.</summary>
    public static ClusterInfo Unknown { get; } = new([], []);
}
