using ActorTraining.Experiments.Streams;
using ActorTraining.Grains.Blobs;

namespace ActorTraining.Grains.Tests.Blobs;

public sealed class DirectoryBlobStoreTests : BlobStoreConformance
{
    private readonly TemporaryFolder _folder = new();

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    [Fact]
    public async Task A_write_that_is_given_up_leaves_no_file_behind()
    {
        await Blobs.PutAsync("a/b", new byte[] { 1 }, Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Blobs.PutAsync("a/b", new byte[] { 2 }, new CancellationToken(canceled: true)));

        Assert.Single(Directory.GetFiles(_folder["blobs/a"]));
    }

    [Fact]
    public async Task Two_stores_on_one_folder_see_the_same_blobs()
    {
        var other = new DirectoryBlobStore(_folder["blobs"]);
        await other.PutAsync("a/b", new byte[] { 7 }, Cancel);
        Assert.Equal([7], await Read("a/b"));
        Assert.True(await Blobs.DeleteAsync("a/b", DateTimeOffset.MaxValue, Cancel));
        Assert.Null(await other.OpenAsync("a/b", Cancel));
    }

    [Fact]
    public async Task A_damaged_or_cut_off_content_is_noticed_at_its_end()
    {
        var content = Content(100_000, seed: 1);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        await Blobs.PutAsync("a/b", content, Cancel);
        Assert.Equal(content, await ReadVerified(hash));

        using (var file = new FileStream(_folder["blobs/a/b"], FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = 50_000;
            file.WriteByte((byte)(content[50_000] ^ 1));
        }

        Assert.Contains("'w.npz' is damaged", (await Assert.ThrowsAsync<InvalidDataException>(() => ReadVerified(hash))).Message);
        await Blobs.PutAsync("a/b", content.AsMemory(0, 99_999), Cancel);
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadVerified(hash));
    }

    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(new DirectoryBlobStore(_folder["blobs"]));

    private async Task<byte[]> ReadVerified(string sha256)
    {
        await using var stream = new VerifiedStream((await Blobs.OpenAsync("a/b", Cancel))!, sha256, "'w.npz'");
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }
}
