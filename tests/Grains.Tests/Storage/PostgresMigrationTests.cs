using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Tests.Postgres;
using Npgsql;

namespace ActorTraining.Grains.Tests.Storage;

public sealed class PostgresMigrationTests(SharedPostgres postgres) : MigrationConformance, IAsyncLifetime
{
    private string? _database;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await postgres.DropDatabaseAsync(_database);
        }
    }

    protected override IExperimentStore Open() => PostgresStore.Open(_database!);

    private protected override StoreConnection Connect()
    {
        var connection = new NpgsqlConnection($"{_database};Pooling=false");
        connection.Open();
        return new StoreConnection(connection, new PostgresDialect());
    }
}
