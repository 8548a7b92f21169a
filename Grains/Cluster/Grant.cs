namespace ActorTraining.Grains.Cluster;

/// <summary>A lease as the board keeps it: given out by this board, or learnt from a heartbeat.</summary>
internal sealed class Grant(Guid id, string experiment, TimeSpan since)
{
    /// <summary>The lease.</summary>
    public Guid Id => id;

    /// <summary>Who holds it.</summary>
    public string Experiment => experiment;

    /// <summary>Since when.</summary>
    public TimeSpan Since => since;

    /// <summary>The slots that it keeps.</summary>
    public List<BoardSlot> Slots { get; } = [];

    /// <summary>Whether a heartbeat has told that it is at work.</summary>
    public bool Used { get; set; }

    /// <summary>Whether its experiment has given it back although its silo still says that it is at work: a job that does not leave. Only the silo can free it.</summary>
    public bool Stuck { get; set; }

    /// <summary>Until when it may not be preempted.</summary>
    public TimeSpan ProtectedUntil { get; set; } = TimeSpan.MinValue;

    /// <summary>When its experiment was last asked to give it up.</summary>
    public TimeSpan? AskedToYield { get; set; }
}
