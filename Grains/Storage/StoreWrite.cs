namespace ActorTraining.Grains.Storage;

/// <summary>One write of the group commit.</summary>
internal abstract class StoreWrite
{
    /// <summary>The rows that it writes; batches are bounded by them.</summary>
    public abstract int Rows { get; }

    /// <summary>An earlier try may have been committed: the connection was lost before the answer came. Every write must bear being repeated then.</summary>
    public bool InDoubt { get; set; }

    /// <summary>Writes. May refuse with an exception as long as it has changed nothing.</summary>
    /// <exception cref="RefusedWriteException">The write must not happen; the others of the batch go on.</exception>
    public abstract void Apply(StoreWriter writer);

    /// <summary>The batch is durable.</summary>
    public abstract void Succeed();

    /// <summary>The write was refused, or its batch failed.</summary>
    public abstract void Fail(Exception error);
}
