using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Grains.Tests.Blobs;

public sealed class TieredBlobStoreTests : BlobStoreConformance
{
    private readonly TemporaryFolder _folder = new();
    private SqliteStore? _store;
    private DatabaseBlobStore _small = null!;
    private DirectoryBlobStore _large = null!;

    public override async ValueTask DisposeAsync()
    {
        await (_store?.DisposeAsync() ?? default);
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Blobs_of_up_to_64_kilobytes_are_in_the_database_and_larger_ones_in_the_folder()
    {
        await Blobs.PutAsync("s/mall", new byte[64 * 1024], Cancel);
        await Blobs.PutAsync("l/arge", new byte[(64 * 1024) + 1], Cancel);

        Assert.NotNull(await _small.OpenAsync("s/mall", Cancel));
        Assert.Null(await _large.OpenAsync("s/mall", Cancel));
        Assert.Null(await _small.OpenAsync("l/arge", Cancel));
        Assert.NotNull(await _large.OpenAsync("l/arge", Cancel));
    }

    protected override Task<IBlobStore> OpenAsync()
    {
        _small = new DatabaseBlobStore(_store = SqliteStore.Open(_folder["experiments.db"]));
        _large = new DirectoryBlobStore(_folder["blobs"]);
        return Task.FromResult<IBlobStore>(new TieredBlobStore(_small, _large));
    }
}
