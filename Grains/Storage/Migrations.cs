using System.Globalization;
using System.Reflection;
using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>Brings a database to the newest version by numbered SQL files.</summary>
internal static class Migrations
{
    private const string Folder = "ActorTraining.Grains.Storage.Migrations.Sqlite.";

    /// <summary>The version that this build writes.</summary>
    public static int Newest => Files().Count;

    public static void Apply(StoreConnection connection, string store)
    {
        var version = CheckReadable(connection, store);
        foreach (var (number, sql) in Files().Skip(version))
        {
            connection.Begin();
            connection.Execute(sql);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number}"));
            connection.Commit();
        }
    }

    public static void CheckCurrent(StoreConnection connection, string store)
    {
        var version = CheckReadable(connection, store);
        if (version < Newest)
        {
            throw new StoreException($"the store '{store}' has version {version} and needs an upgrade to {Newest}; the next 'run' does it");
        }
    }

    private static int CheckReadable(StoreConnection connection, string store)
    {
        var version = Convert.ToInt32(connection.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
        return version <= Newest
            ? version
            : throw new StoreException($"the store '{store}' was written by a newer version of ActorTraining (store version {version}; this one knows {Newest})");
    }

    private static List<(int Number, string Sql)> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(Folder.Length, 3), CultureInfo.InvariantCulture), Read(assembly, name)))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
