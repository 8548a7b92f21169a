using ActorTraining.Grains.Tests.Postgres;

namespace ActorTraining.Silo.Tests;

/// <summary>The same with a PostgreSQL database as the store.</summary>
public sealed class ControlOnPostgresTests(SharedPostgres postgres) : ControlTests
{
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await postgres.DropDatabaseAsync(StorePath);
    }

    protected override Task<string> NewStoreAsync(string folder) => postgres.CreateDatabaseAsync();
}
