using ActorTraining.Experiments;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Grains.Storage;

/// <summary>The experiment store in one SQLite file, for one machine.</summary>
/// <remarks>One process at a time may write; any number may read meanwhile (write-ahead log).</remarks>
public sealed class SqliteStore : RelationalStore
{
    private static readonly SqliteDialect Dialect = new();

    private readonly string _path;
    private readonly FileStream? _lock;

    private SqliteStore(string path, FileStream? @lock, StoreOptions options)
        : base(Dialect, path, options)
    {
        _path = path;
        _lock = @lock;
        if (@lock is not null)
        {
            StartWriter();
        }
    }

    /// <summary>Opens a store for writing; it is created where there is none, and brought up to date.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="options">How long it bears with trouble.</param>
    /// <exception cref="StoreException">Another process writes to it, it is from a newer version, or the file cannot be used.</exception>
    public static SqliteStore Open(string path, StoreOptions? options = null)
    {
        path = Path.GetFullPath(path);
        var held = Lock(path);
        try
        {
            using var connection = Connect(path, SqliteOpenMode.ReadWriteCreate, pooled: false);
            connection.Execute("PRAGMA journal_mode = WAL");
            Migrations.Apply(connection, path);
            Deletion.Finish(connection);
            return new SqliteStore(path, held, options ?? new StoreOptions());
        }
        catch (Exception e)
        {
            held.Dispose();
            throw e as StoreException ?? new StoreException($"the store '{path}' cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Opens an existing store for reading only; another process may be writing to it.</summary>
    /// <exception cref="StoreException">There is none, or the file cannot be used.</exception>
    public static SqliteStore OpenReadOnly(string path)
    {
        path = Path.GetFullPath(path);
        if (!File.Exists(path))
        {
            throw new StoreException($"there is no store at '{path}' yet");
        }

        try
        {
            using var connection = Connect(path, SqliteOpenMode.ReadOnly);
            Migrations.CheckCurrent(connection, path);
            return new SqliteStore(path, null, new StoreOptions());
        }
        catch (SqliteException e)
        {
            throw new StoreException($"the store '{path}' cannot be used: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _lock?.Dispose();
    }

    internal override StoreConnection OpenReader() => Connect(_path, SqliteOpenMode.ReadOnly);

    internal override StoreConnection OpenWriter()
    {
        // Not pooled: after trouble with a connection the next one shall be new.
        var connection = Connect(_path, SqliteOpenMode.ReadWrite, pooled: false);
        // FULL: a commit survives the machine's sudden end, not only the process's.
        connection.Execute("PRAGMA synchronous = FULL");
        return connection;
    }

    private static StoreConnection Connect(string path, SqliteOpenMode mode, bool pooled = true)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, DefaultTimeout = 10, Pooling = pooled, ForeignKeys = false }.ToString());
        connection.Open();
        return new StoreConnection(connection, Dialect);
    }

    // The operating system frees the lock when its process dies, however it dies.
    private static FileStream Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path + ".lock"))
        {
            throw new StoreException($"the store '{path}' is in use by another process; wait for it, or name another file with --store", e) { InUse = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"the store '{path}' cannot be opened: {e.Message}", e);
        }
    }
}
