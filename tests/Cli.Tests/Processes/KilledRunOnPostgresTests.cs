using ActorTraining.Grains.Tests.Postgres;

namespace ActorTraining.Cli.Tests.Processes;

/// <summary>The same with a PostgreSQL database as the store.</summary>
public sealed class KilledRunOnPostgresTests(SharedPostgres postgres) : KilledRunTests, IAsyncLifetime
{
    private readonly Dictionary<string, string> _databases = [];

    public async ValueTask InitializeAsync()
    {
        foreach (var name in (string[])["undisturbed", "killed", "first"])
        {
            _databases[name] = await postgres.CreateDatabaseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases.Values)
        {
            await postgres.DropDatabaseAsync(database);
        }

        Dispose();
    }

    protected override string Store(string name) => _databases[name];
}
