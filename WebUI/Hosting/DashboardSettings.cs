using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Security;
using ActorTraining.Silo.Stores;
using ActorTraining.WebUI.Security;

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

    /// <summary>The file of the tokens that it admits; null for <c>tokens.json</c> beside the store.</summary>
    public string? Tokens { get; init; }

    /// <summary>The folder of what it keeps for itself: the keys of its cookies, the audit log; null for the folder of the store.</summary>
    public string? Data { get; init; }

    /// <summary>How often one may ask.</summary>
    public RateLimits Limits { get; init; } = new();

    /// <summary>Whether log messages are JSON objects, one per line.</summary>
    public bool JsonLog { get; init; }

    /// <summary>The full path of the token file.</summary>
    internal string TokenPath => Path.GetFullPath(Tokens ?? TokenFile.Beside(Store, UsersFolder));

    /// <summary>The full path of its folder.</summary>
    internal string DataPath => Path.GetFullPath(Data ?? (StoreLocation.IsDatabase(Store) ? UsersFolder : Path.GetDirectoryName(Path.GetFullPath(Store))!));

    private static string UsersFolder => UserFolder.Of(Environment.GetEnvironmentVariable);
}
