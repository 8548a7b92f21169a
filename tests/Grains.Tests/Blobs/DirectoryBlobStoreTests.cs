using ActorTraining.Grains.Blobs;

namespace ActorTraining.Grains.Tests.Blobs;

public sealed class DirectoryBlobStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DirectoryBlobStore _blobs;

    public DirectoryBlobStoreTests() => _blobs = new DirectoryBlobStore(_folder["blobs"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_blob_is_read_back_replaced_and_removed()
    {
        Assert.Null(await Read("a/b"));
        await _blobs.PutAsync("a/b", new byte[] { 1, 2 }, Cancel);
        Assert.Equal([1, 2], await Read("a/b"));
        await _blobs.PutAsync("a/b", new byte[] { 3 }, Cancel);
        Assert.Equal([3], await Read("a/b"));
        await _blobs.DeleteAsync("a/b", Cancel);
        await _blobs.DeleteAsync("a/b", Cancel);
        await _blobs.DeleteAsync("never/there", Cancel);
        Assert.Null(await Read("a/b"));
    }

    [Fact]
    public async Task A_write_that_is_given_up_leaves_nothing_behind()
    {
        await _blobs.PutAsync("a/b", new byte[] { 1 }, Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _blobs.PutAsync("a/b", new byte[] { 2 }, new CancellationToken(canceled: true)));

        Assert.Equal([1], await Read("a/b"));
        Assert.Single(Directory.GetFiles(_folder["blobs/a"]));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/x")]
    [InlineData("a//b")]
    [InlineData("a/.b")]
    [InlineData("")]
    [InlineData("a\\b")]
    [InlineData("a\n")]
    public Task No_key_leaves_the_folder(string key) => Assert.ThrowsAsync<ArgumentException>(() => _blobs.PutAsync(key, new byte[] { 1 }, Cancel));

    private async Task<byte[]?> Read(string key)
    {
        await using var stream = await _blobs.OpenAsync(key, Cancel);
        if (stream is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }
}
