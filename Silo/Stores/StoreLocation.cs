using ActorTraining.Experiments;
using ActorTraining.Grains.Storage;
using Npgsql;

namespace ActorTraining.Silo.Stores;

/// <summary>Where a store is: a SQLite file, or a PostgreSQL database.</summary>
public sealed record StoreLocation
{
    private StoreLocation(string text, string? connectionString) => (Text, ConnectionString) = (text, connectionString);

    /// <summary>As given: the full path of the file, or the connection string.</summary>
    public string Text { get; }

    /// <summary>The connection string of a PostgreSQL database; null for a file.</summary>
    internal string? ConnectionString { get; }

    /// <summary>Tells processes apart that work on different stores, without any password.</summary>
    public string Identity
    {
        get
        {
            if (ConnectionString is null)
            {
                return Text;
            }

            var database = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"postgres://{database.Host}:{database.Port}/{database.Database}";
        }
    }

    /// <summary>Understands a location.</summary>
    /// <param name="text">A path; or <c>postgres://user:password@host:port/database</c>; or a connection string such as <c>Host=db;Database=actortraining;Username=...</c>.</param>
    /// <exception cref="StoreException">It looks like a database and is not understood.</exception>
    public static StoreLocation Parse(string text)
    {
        if (!IsDatabase(text))
        {
            return new StoreLocation(Path.GetFullPath(text), null);
        }

        try
        {
            return new StoreLocation(text, text.Contains("://", StringComparison.Ordinal) ? FromUri(new Uri(text)) : new NpgsqlConnectionStringBuilder(text).ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException)
        {
            throw new StoreException($"the store is not understood as a PostgreSQL database: {e.Message}", e);
        }
    }

    /// <summary>Whether a text names a database and no file.</summary>
    public static bool IsDatabase(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || (text.Contains("Host=", StringComparison.OrdinalIgnoreCase) && text.Contains(';'));

    /// <summary>Opens it for writing.</summary>
    /// <exception cref="StoreException">It cannot be used.</exception>
    internal RelationalStore Open(StoreOptions options) =>
        ConnectionString is { } database ? PostgresStore.Open(database, options) : SqliteStore.Open(Text, options);

    /// <summary>Opens it for reading.</summary>
    /// <exception cref="StoreException">There is none, or it cannot be used.</exception>
    internal RelationalStore OpenReadOnly() => ConnectionString is { } database ? PostgresStore.OpenReadOnly(database) : SqliteStore.OpenReadOnly(Text);

    private static string FromUri(Uri uri)
    {
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
        };
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        return builder.ConnectionString;
    }
}
