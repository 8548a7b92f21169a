using ActorTraining.Grains.Tests.Postgres;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace ActorTraining.Grains.Tests.Postgres;

/// <summary>One PostgreSQL server for all tests, started when the first of them asks for a database.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => PostgresServer.StartNewAsync(Programs()));

    /// <summary>Creates an empty database; skips the test where PostgreSQL is not installed.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        Programs();
        return await (await _server.Value).CreateDatabaseAsync();
    }

    /// <summary>Removes a database.</summary>
    public async Task DropDatabaseAsync(string connectionString) => await (await _server.Value).DropDatabaseAsync(connectionString);

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }

    /// <summary>Where PostgreSQL's programs are; skips the test where they are not.</summary>
    internal static PostgresPrograms Programs()
    {
        var programs = PostgresPrograms.Find();
        Assert.SkipWhen(programs is null, "PostgreSQL is not installed: neither /usr/lib/postgresql nor the PATH has initdb and postgres (on Debian: apt install postgresql)");
        return programs!;
    }
}
