namespace ActorTraining.Silo.Runtime;

/// <summary>Which cluster of Microsoft Orleans.</summary>
public sealed record OrleansClusterOptions
{
    /// <summary>How to reach the PostgreSQL database in which the silos find each other: a connection string as Npgsql takes it.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The cluster's name. Silos of different clusters do not see each other, though they use one database.</summary>
    public string ClusterId { get; init; } = "actortraining";

    /// <summary>The name of what the cluster runs; stays the same where a cluster replaces another.</summary>
    public string ServiceId { get; init; } = "actortraining";
}
