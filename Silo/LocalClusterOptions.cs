using ActorTraining.Training.Jobs;
using Microsoft.Extensions.Logging;

namespace ActorTraining.Silo;

/// <summary>Settings of a cluster that is one process on one machine.</summary>
public sealed record LocalClusterOptions
{
    /// <summary>The store: a SQLite file, or a PostgreSQL database as <see cref="Stores.StoreLocation.Parse"/> takes it.</summary>
    public required string StorePath { get; init; }

    /// <summary>Where large files of trials go: a folder, or <c>s3://bucket/prefix?endpoint=...</c>; null for a folder beside a SQLite file, and for the database itself with PostgreSQL.</summary>
    public string? Files { get; init; }

    /// <summary>How many trials run at once on the processor, beside one for each GPU that this build can train on; 0 runs none, so that experiments can be changed without being started.</summary>
    public int Slots { get; init; } = Environment.ProcessorCount;

    /// <summary>The jobs that it can run.</summary>
    public required JobCatalog Jobs { get; init; }

    /// <summary>Whether unfinished experiments of the store go on by themselves; otherwise when they are resumed.</summary>
    public bool TakesUpUnfinished { get; init; }

    /// <summary>How long the store bears with a database that is away before a write is given up; the coordinator starts anew from the store then.</summary>
    public TimeSpan StorePatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long closing waits for running trials to leave.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Where log messages go; null for nowhere.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}
