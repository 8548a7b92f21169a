using System.Net.Sockets;
using ActorTraining.Experiments;
using Npgsql;

namespace ActorTraining.Silo.Stores;

/// <summary>
/// Keeps those away from a PostgreSQL store who must not share it: a second embedded head, another cluster, silos of another version. They would take each
/// other's experiments over again and again.
/// </summary>
/// <remarks>Its locks belong to a database session, so they end with the process, however that ends. A SQLite store has a lock of its own.</remarks>
internal sealed class StoreClaim : IAsyncDisposable
{
    // Any number, as long as no other program of the database uses it: the letters "ACTR".
    internal const int Number = 0x41435452;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _connectionString;
    private readonly string _session;
    private readonly StoreLocation _store;
    private readonly ClusterIdentity? _cluster;
    private readonly string? _endpoint;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NpgsqlConnection _connection = null!;
    private Task _keeping = Task.CompletedTask;

    private StoreClaim(StoreLocation store, ClusterIdentity? cluster, string? endpoint)
    {
        (_store, _cluster, _endpoint) = (store, cluster, endpoint);
        _session = $"{cluster?.ToString() ?? "actortraining head"} {Guid.NewGuid().ToString("N")[..8]}";
        var wished = new NpgsqlConnectionStringBuilder(store.ConnectionString);
        _connectionString = new NpgsqlConnectionStringBuilder(store.ConnectionString)
        {
            Pooling = false,
            KeepAlive = 5,
            CommandTimeout = 5,
            ApplicationName = _session,

            // The locks of a machine that lost its power end when the database notices, which takes hours where nobody asks for less.
            Options = $"{wished.Options} -c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3".Trim(),
        }.ConnectionString;
    }

    /// <summary>Completes, with the reason, where the store was claimed by others while the database was away.</summary>
    public Task<string> Lost => _lost.Task;

    /// <summary>Claims the store for one process alone.</summary>
    /// <exception cref="StoreException">Others use it, or the database cannot be reached.</exception>
    public static Task<StoreClaim> ForHeadAsync(StoreLocation store, CancellationToken cancel) => TakeAsync(new StoreClaim(store, null, null), cancel);

    /// <summary>Claims the store for a cluster, together with the other silos of that cluster.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cluster">The cluster and the version of this silo.</param>
    /// <param name="endpoint">Where the others reach this silo, <c>address:port</c>: as long as the claim stands, all can see in the database that the silo there lives.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreException">Others use it, or the database cannot be reached.</exception>
    public static Task<StoreClaim> ForClusterAsync(StoreLocation store, ClusterIdentity cluster, string endpoint, CancellationToken cancel) => TakeAsync(new StoreClaim(store, cluster, endpoint), cancel);

    /// <summary>Which cluster works on a store at this moment; null where none does.</summary>
    /// <exception cref="StoreException">The database cannot be reached.</exception>
    public static async Task<ClusterIdentity?> SharedByAsync(StoreLocation store, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(store.ConnectionString);
            await connection.OpenAsync(cancel);
            return await OthersAsync(connection, cancel) is [var first, ..] ? first : null;
        }
        catch (Exception e) when (IsAway(e))
        {
            throw new StoreException($"the store '{store.Identity}' cannot be reached: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping;
        await ReleaseAsync(_connection);
        _stop.Dispose();
    }

    private static async Task<StoreClaim> TakeAsync(StoreClaim claim, CancellationToken cancel)
    {
        try
        {
            var connection = new NpgsqlConnection(claim._connectionString);
            if (await claim.ObstacleAsync(connection, cancel) is { } obstacle)
            {
                await ReleaseAsync(connection);
                throw new StoreException(obstacle) { InUse = true };
            }

            claim._connection = connection;
            claim._keeping = Task.Run(claim.KeepAsync, CancellationToken.None);
            return claim;
        }
        catch (Exception e) when (IsAway(e))
        {
            throw new StoreException($"the store '{claim._store.Identity}' cannot be reached: {e.Message}", e);
        }
    }

    // A database gives the locks of a closed session back when it gets round to it; whoever starts right after this one shall not wait for that.
    private static async ValueTask ReleaseAsync(NpgsqlConnection connection)
    {
        await using (connection)
        {
            try
            {
                await using var release = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
                await release.ExecuteNonQueryAsync();
            }
            catch (Exception e) when (IsAway(e) || e is InvalidOperationException)
            {
                // The session is gone, and its locks with it.
            }
        }
    }

    // Null where the claim stands. The lock comes before the look at the others: of two that come at the same moment at least one sees the other.
    private async Task<string?> ObstacleAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await connection.OpenAsync(cancel);
        await using var take = new NpgsqlCommand(_cluster is null ? "SELECT pg_try_advisory_lock($1)" : "SELECT pg_try_advisory_lock_shared($1)", connection)
        {
            Parameters = { new() { Value = (long)Number } },
        };
        if (await take.ExecuteScalarAsync(cancel) is not true)
        {
            return _cluster is null
                ? $"the store '{_store.Identity}' is in use by another process; wait for it, or name another one with --store"
                : $"the store '{_store.Identity}' is in use by a silo that works alone; stop it, or name another store with --store";
        }

        if (_cluster is null)
        {
            return null;
        }

        await using var live = new NpgsqlCommand("SELECT pg_advisory_lock_shared($1, hashtext($2))", connection) { Parameters = { new() { Value = Number }, new() { Value = _endpoint } } };
        await live.ExecuteNonQueryAsync(cancel);
        return (await OthersAsync(connection, cancel)).Select(other => _cluster.Conflict(other, _store.Identity)).FirstOrDefault(conflict => conflict is not null);
    }

    private async Task<bool> EndOwnGhostAsync(NpgsqlConnection connection)
    {
        await using var end = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()", connection)
        {
            Parameters = { new() { Value = _session } },
        };
        return await end.ExecuteScalarAsync(_stop.Token) is > 0L;
    }

    private static bool IsAway(Exception e) => e is NpgsqlException or SocketException or TimeoutException or IOException;

    // The silos that share the store, by the names of the sessions that hold the lock.
    private static async Task<IReadOnlyList<ClusterIdentity>> OthersAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var look = new NpgsqlCommand(
            """
            SELECT DISTINCT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = $1::oid AND l.objsubid = 1 AND l.granted AND l.pid <> pg_backend_pid()
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            connection)
        {
            Parameters = { new() { Value = (long)Number } },
        };
        var others = new List<ClusterIdentity>();
        await using var rows = await look.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            // The sessions of other users of the database do not show their names.
            if (!rows.IsDBNull(0) && ClusterIdentity.Parse(rows.GetString(0)) is { } other)
            {
                others.Add(other);
            }
        }

        return others;
    }

    // A database that was restarted has forgotten the lock; the epochs of the store keep order until it is taken again.
    private async Task KeepAsync()
    {
        try
        {
            while (!_lost.Task.IsCompleted)
            {
                await Task.Delay(Interval, _stop.Token);
                try
                {
                    await using var command = new NpgsqlCommand("SELECT 1", _connection);
                    await command.ExecuteScalarAsync(_stop.Token);
                }
                catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
                {
                    await RetakeAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }

    private async Task RetakeAsync()
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            if (await ObstacleAsync(connection, _stop.Token) is { } obstacle)
            {
                // The database may hold on to the broken session of this very process: that one can go.
                if (!await EndOwnGhostAsync(connection))
                {
                    _lost.TrySetResult(obstacle);
                }
            }
            else
            {
                (connection, _connection) = (_connection, connection);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            // Still away, in whatever way; again in a second.
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }
}
