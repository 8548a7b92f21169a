using ActorTraining.Grains.Blobs;
using Amazon.S3;

namespace ActorTraining.Grains.Tests.Blobs;

public sealed class S3BlobStoreTests(S3Server server) : BlobStoreConformance
{
    // Without the slash at its end, which is added.
    private readonly string _prefix = $"{Guid.NewGuid():n}";
    private S3BlobStore? _blobs;

    public override ValueTask DisposeAsync()
    {
        _blobs?.Dispose();
        return default;
    }

    // Every write is followed by a listing, for which s3rver walks through the whole bucket.
    protected override int Many => 30;

    // Its times are whole seconds, and a round takes as long.
    protected override int Rounds => 3;

    [Fact]
    public async Task Stores_with_different_prefixes_share_a_bucket_and_no_blob()
    {
        using var other = await ConnectAsync($"{Guid.NewGuid():n}/", "S3RVER");
        await other.PutAsync("a/b", new byte[] { 7 }, Cancel);
        await other.DeleteAsync("a/b", Cancel);

        await Blobs.PutAsync("a/b", new byte[] { 8 }, Cancel);
        Assert.Null(await other.OpenAsync("a/b", Cancel));
        Assert.Empty(await other.ListAsync("a/", Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_listing_of_many_pages_is_read_to_its_end()
    {
        using var paged = new S3BlobStore(await OptionsAsync(_prefix, "S3RVER")) { PageSize = 4 };
        for (var i = 10; i < 22; i++)
        {
            await paged.PutAsync($"a/{i}", new byte[] { 1 }, Cancel);
        }

        Assert.Equal(Enumerable.Range(10, 12).Select(i => $"a/{i}"), (await paged.ListAsync("a/", Cancel).ToListAsync(Cancel)).Select(blob => blob.Key).Order());
    }

    [Fact]
    public async Task A_request_with_an_unknown_key_is_an_error_and_not_an_empty_store()
    {
        using var stranger = await ConnectAsync(_prefix, "stranger");
        await Assert.ThrowsAsync<AmazonS3Exception>(() => stranger.OpenAsync("a/b", Cancel));
        await Assert.ThrowsAsync<AmazonS3Exception>(() => stranger.PutAsync("a/b", new byte[] { 1 }, Cancel));
    }

    protected override async Task<IBlobStore> OpenAsync() => _blobs = await ConnectAsync(_prefix, "S3RVER");

    private async Task<S3BlobStore> ConnectAsync(string prefix, string accessKey) => new(await OptionsAsync(prefix, accessKey));

    // s3rver's own key; it knows no other.
    private async Task<S3BlobOptions> OptionsAsync(string prefix, string accessKey) => new()
    {
        Endpoint = await server.AddressAsync(),
        Bucket = S3Server.Bucket,
        Prefix = prefix,
        AccessKey = accessKey,
        SecretKey = "S3RVER",
    };
}
