using ActorTraining.Grains.Storage;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Grains.Tests.Storage;

public sealed class SqliteMigrationTests : MigrationConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["experiments.db"];

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    protected override IExperimentStore Open() => SqliteStore.Open(File);

    private protected override StoreConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        return new StoreConnection(connection, new SqliteDialect());
    }
}
