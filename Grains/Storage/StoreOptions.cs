using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>How long a store bears with its database before it tells its callers.</summary>
public sealed record StoreOptions
{
    /// <summary>
    /// How long a write is repeated while the database is away, busy or full. Its caller waits meanwhile and then gets a <see cref="StoreException"/>;
    /// while the trouble lasts, later writes are tried once each.
    /// </summary>
    public TimeSpan WritePatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a read is repeated; shorter, since a person may be waiting for it.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long another process may stand still in the middle of a write, or hold a row that is needed here, before PostgreSQL ends its transaction.
    /// </summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(10);
}
