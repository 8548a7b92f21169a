using System.Globalization;
using System.Reflection;
using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>Brings a database to the newest version by numbered SQL files, each in a transaction.</summary>
internal static class Migrations
{
    private const string Root = "ActorTraining.Grains.Storage.Migrations.";

    /// <summary>The version that this build writes.</summary>
    public static int Newest(Dialect dialect) => Files(dialect).Count;

    /// <summary>Applies what is missing. Several processes may do so at once: one does the work, the others wait for it.</summary>
    /// <param name="connection">A connection without a transaction.</param>
    /// <param name="store">The store's name, for messages.</param>
    /// <param name="last">The version to stop at.</param>
    /// <exception cref="StoreException">The database is of a newer version.</exception>
    public static void Apply(StoreConnection connection, string store, int last = int.MaxValue)
    {
        var dialect = connection.Dialect;
        var version = CheckReadable(connection, store);
        foreach (var (number, sql) in Files(dialect).Where(file => file.Number > version && file.Number <= last))
        {
            connection.Begin();
            dialect.LockMigrations(connection);
            if (CheckReadable(connection, store) < number)
            {
                connection.Execute(sql);
                dialect.SetVersion(connection, number);
            }

            connection.Commit();
        }
    }

    /// <exception cref="StoreException">The database is not of the newest version.</exception>
    public static void CheckCurrent(StoreConnection connection, string store)
    {
        var version = CheckReadable(connection, store);
        if (version < Newest(connection.Dialect))
        {
            throw new StoreException($"the store '{store}' has version {version} and needs an upgrade to {Newest(connection.Dialect)}; the next 'run' does it");
        }
    }

    private static int CheckReadable(StoreConnection connection, string store)
    {
        var (version, newest) = (connection.Dialect.Version(connection), Newest(connection.Dialect));
        return version <= newest
            ? version
            : throw new StoreException($"the store '{store}' was written by a newer version of ActorTraining (store version {version}; this one knows {newest})");
    }

    private static List<(int Number, string Sql)> Files(Dialect dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"{Root}{dialect.Folder}.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(folder.Length, 3), CultureInfo.InvariantCulture), Read(assembly, name)))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
