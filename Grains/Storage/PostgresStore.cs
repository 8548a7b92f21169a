using System.Diagnostics;
using System.Globalization;
using ActorTraining.Experiments;
using Npgsql;

namespace ActorTraining.Grains.Storage;

/// <summary>The experiment store in a PostgreSQL database, for a cluster: any number of processes may write at once.</summary>
public sealed class PostgresStore : RelationalStore
{
    private static readonly PostgresDialect Dialect = new();
    private static readonly TimeSpan StartAgain = TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlDataSource _source;
    private readonly StoreOptions _options;
    private GroupCommit? _blobWriter;

    private PostgresStore(NpgsqlDataSource source, string name, StoreOptions options)
        : base(Dialect, name, options) => (_source, _options) = (source, options);

    /// <summary>Opens a store for writing; its tables are created in a database that has none, and brought up to date.</summary>
    /// <param name="connectionString">For example <c>Host=db;Database=actortraining;Username=actortraining;Password=...</c>.</param>
    /// <param name="options">How long it bears with trouble.</param>
    /// <exception cref="StoreException">The database cannot be reached or used, or it is from a newer version.</exception>
    public static PostgresStore Open(string connectionString, StoreOptions? options = null)
    {
        var store = Open(connectionString, options ?? new StoreOptions(), static (connection, name) =>
        {
            Migrations.Apply(connection, name);
            Deletion.Finish(connection);
        });
        store.StartWriter();
        // A large blob holds up a connection for as long as it travels; on one of its own it holds up no report.
        store._blobWriter = store.NewWriter();
        return store;
    }

    /// <summary>Opens an existing store for reading only: nothing is created and nothing upgraded.</summary>
    /// <inheritdoc cref="Open(string, StoreOptions?)"/>
    public static PostgresStore OpenReadOnly(string connectionString, StoreOptions? options = null) =>
        Open(connectionString, options ?? new StoreOptions(), Migrations.CheckCurrent);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_blobWriter is not null)
        {
            await _blobWriter.DisposeAsync();
        }

        await _source.DisposeAsync();
    }

    internal override StoreConnection OpenReader() => new(_source.OpenConnection(), Dialect);

    internal override StoreConnection OpenWriter()
    {
        var connection = new StoreConnection(_source.OpenConnection(), Dialect);
        try
        {
            // A process that stands still in the middle of a write must not keep a successor from taking over, nor wait for another such one itself.
            var patience = _options.LockPatience.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
            connection.Execute($"SET idle_in_transaction_session_timeout = {patience}; SET lock_timeout = {patience}");
            // What is acknowledged is durable, even where the server's own setting would trade that for speed.
            connection.Execute("SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal override Task<T> WriteBlobAsync<T>(int rows, Func<StoreConnection, T> write) => _blobWriter is null
        ? base.WriteBlobAsync(rows, write)
        : _blobWriter.WriteAsync(rows, (writer, _) => write(writer.Direct()));

    private static PostgresStore Open(string connectionString, StoreOptions options, Action<StoreConnection, string> prepare)
    {
        var settings = Settings(connectionString);
        var name = string.Create(CultureInfo.InvariantCulture, $"PostgreSQL at {settings.Host}:{settings.Port}, database '{settings.Database ?? settings.Username}'");
        var source = NpgsqlDataSource.Create(settings);
        try
        {
            using var connection = Connect(settings, options);
            prepare(connection, name);
            return new PostgresStore(source, name, options);
        }
        catch (Exception e)
        {
            source.Dispose();
            throw e as StoreException ?? new StoreException($"the store '{name}' cannot be used: {Dialect.Describe(e)}{Advice(e)}", e);
        }
    }

    // The first connection may run long migrations, so it has no time limit and is not kept.
    private static StoreConnection Connect(NpgsqlConnectionStringBuilder settings, StoreOptions options)
    {
        var unhurried = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, CommandTimeout = 0, MaxAutoPrepare = 0 };
        for (var began = Stopwatch.GetTimestamp(); ; Thread.Sleep(StartAgain))
        {
            var connection = new NpgsqlConnection(unhurried.ConnectionString);
            try
            {
                connection.Open();
                return new StoreConnection(connection, Dialect);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CannotConnectNow && Stopwatch.GetElapsedTime(began) < options.WritePatience)
            {
                // The server is there and says that it is still starting.
                connection.Dispose();
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
    }

    private static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            // What the user has set stands; the rest suits a few dozen short statements that come again and again.
            Default(settings, "Timeout", 5);
            Default(settings, "Maximum Pool Size", 20);
            Default(settings, "Max Auto Prepare", 50);
            Default(settings, "Auto Prepare Min Usages", 2);
            Default(settings, "Application Name", "ActorTraining");
            return settings;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new StoreException($"the connection string of the store is not usable: {e.Message}; it should look like 'Host=db;Database=actortraining;Username=me;Password=...'", e);
        }
    }

    private static void Default(NpgsqlConnectionStringBuilder settings, string keyword, object value)
    {
        if (!settings.ShouldSerialize(keyword))
        {
            settings[keyword] = value;
        }
    }

    private static string Advice(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } ? "; create it first, for example with 'createdb'" : "";
}
