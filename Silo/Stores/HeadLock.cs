using ActorTraining.Experiments;
using Npgsql;

namespace ActorTraining.Silo.Stores;

/// <summary>Keeps a second embedded head away from a PostgreSQL store: two would take each other's experiments over again and again.</summary>
/// <remarks>The lock belongs to a database session, so it ends with the process, however that ends. A SQLite store has a lock of its own.</remarks>
internal sealed class HeadLock : IAsyncDisposable
{
    // Any number, as long as no other program of the database uses it: the letters "ACTR".
    private const long Number = 0x41435452;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _connectionString;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _keeping;
    private NpgsqlConnection _connection;

    private HeadLock(string connectionString, NpgsqlConnection connection)
    {
        (_connectionString, _connection) = (connectionString, connection);
        _keeping = Task.Run(KeepAsync);
    }

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StoreException">Another head has it, or the database cannot be reached.</exception>
    public static async Task<HeadLock> TakeAsync(StoreLocation store, CancellationToken cancel)
    {
        var text = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Pooling = false, KeepAlive = 5, ApplicationName = "actortraining head" }.ConnectionString;
        try
        {
            return await TryTakeAsync(text, cancel) is { } connection
                ? new HeadLock(text, connection)
                : throw new StoreException($"the store '{store.Identity}' is in use by another process; wait for it, or name another one with --store") { InUse = true };
        }
        catch (NpgsqlException e)
        {
            throw new StoreException($"the store '{store.Identity}' cannot be reached: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping;
        await _connection.DisposeAsync();
        _stop.Dispose();
    }

    private static async Task<NpgsqlConnection?> TryTakeAsync(string connectionString, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = Number } } };
            if (await command.ExecuteScalarAsync(cancel) is true)
            {
                return connection;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    // A database that was restarted has forgotten the lock; the epochs of the store keep order until it is taken again.
    private async Task KeepAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, _stop.Token);
                try
                {
                    await using var command = new NpgsqlCommand("SELECT 1", _connection);
                    await command.ExecuteScalarAsync(_stop.Token);
                }
                catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException)
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
        try
        {
            if (await TryTakeAsync(_connectionString, _stop.Token) is { } connection)
            {
                await _connection.DisposeAsync();
                _connection = connection;
            }
        }
        catch (NpgsqlException)
        {
            // Still away; again in a second.
        }
    }
}
