using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Tests.Postgres;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Grains.Tests.Blobs;

public sealed class SqliteBlobStoreTests : BlobStoreConformance
{
    private readonly TemporaryFolder _folder = new();
    private SqliteStore? _store;

    public override async ValueTask DisposeAsync()
    {
        await (_store?.DisposeAsync() ?? default);
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(new DatabaseBlobStore(_store = SqliteStore.Open(_folder["experiments.db"])));
}

public sealed class PostgresBlobStoreTests(SharedPostgres postgres) : BlobStoreConformance
{
    private PostgresStore? _store;
    private string _database = "";

    public override async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
            await postgres.DropDatabaseAsync(_database);
        }
    }

    [Fact]
    public async Task Two_processes_that_write_one_blob_leave_one_of_the_contents_whole()
    {
        await using var store = PostgresStore.Open(_database);
        IBlobStore[] both = [Blobs, new DatabaseBlobStore(store)];
        var contents = new[] { Content(4_000_000, seed: 1), Content(2_500_000, seed: 2) };
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(both.Select((blobs, i) => Task.Run(() => blobs.PutAsync("a/b", contents[i], Cancel), Cancel)));
            var read = await Read("a/b");
            Assert.Contains(contents, content => content.AsSpan().SequenceEqual(read));
        }
    }

    protected override async Task<IBlobStore> OpenAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        return new DatabaseBlobStore(_store = PostgresStore.Open(_database));
    }
}
