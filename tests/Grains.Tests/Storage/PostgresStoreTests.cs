using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Tests.Postgres;

namespace ActorTraining.Grains.Tests.Storage;

public sealed class PostgresStoreTests(SharedPostgres postgres) : StoreConformance
{
    private string? _database;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null)
        {
            await postgres.DropDatabaseAsync(_database);
        }
    }

    protected override async Task<IExperimentStore> OpenAsync() => PostgresStore.Open(_database = await postgres.CreateDatabaseAsync());
}
