using ActorTraining.Training.Jobs;
using Microsoft.Extensions.Logging;

namespace ActorTraining.Silo;

/// <summary>Settings of a cluster that is one process on one machine.</summary>
public sealed record LocalClusterOptions
{
    /// <summary>The SQLite file; files of trials stand in a folder beside it.</summary>
    public required string StorePath { get; init; }

    /// <summary>How many trials run at once; 0 runs none, so that experiments can be changed without being started.</summary>
    public int Slots { get; init; } = Environment.ProcessorCount;

    /// <summary>The jobs that it can run.</summary>
    public required JobCatalog Jobs { get; init; }

    /// <summary>Whether unfinished experiments of the store go on by themselves; otherwise when they are resumed.</summary>
    public bool TakesUpUnfinished { get; init; }

    /// <summary>How long closing waits for running trials to leave.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Where log messages go; null for nowhere.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}
