namespace ActorTraining.WebUI.Hosting;

/// <summary>How a dashboard is run.</summary>
public sealed record DashboardSettings
{
    /// <summary>The store: a SQLite file, or a PostgreSQL database.</summary>
    public required string Store { get; init; }

    /// <summary>Where large files of trials go; null for the store's own place.</summary>
    public string? Files { get; init; }

    /// <summary>How many trials run at once in this process, where no other process runs the experiments of the store.</summary>
    public int Slots { get; init; } = Environment.ProcessorCount;

    /// <summary>The name of the cluster that runs the experiments of the store, where one does.</summary>
    public string Cluster { get; init; } = "actortraining";

    /// <summary>Where it listens; port 0 for any that is free.</summary>
    public Uri Listen { get; init; } = new("http://localhost:5080");

    /// <summary>Whether log messages are JSON objects, one per line.</summary>
    public bool JsonLog { get; init; }
}
