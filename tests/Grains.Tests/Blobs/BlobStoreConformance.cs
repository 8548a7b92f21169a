using ActorTraining.Grains.Blobs;

namespace ActorTraining.Grains.Tests.Blobs;

/// <summary>What every blob store has to do. A new store derives a class from this one.</summary>
public abstract class BlobStoreConformance : IAsyncLifetime
{
    protected IBlobStore Blobs { get; private set; } = null!;

    /// <summary>More than a store lists at a time.</summary>
    protected virtual int Many => 1_100;

    /// <summary>How often what depends on luck is tried.</summary>
    protected virtual int Rounds => 30;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Blobs = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_blob_is_read_back_replaced_and_removed()
    {
        Assert.Null(await Read("a/b"));
        await Blobs.PutAsync("a/b", new byte[] { 1, 2 }, Cancel);
        Assert.Equal([1, 2], await Read("a/b"));
        await Blobs.PutAsync("a/b", new byte[] { 3 }, Cancel);
        Assert.Equal([3], await Read("a/b"));
        await Blobs.DeleteAsync("a/b", Cancel);
        await Blobs.DeleteAsync("a/b", Cancel);
        await Blobs.DeleteAsync("never/there", Cancel);
        Assert.Null(await Read("a/b"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(1024 * 1024)]
    [InlineData((1024 * 1024) + 1)]
    [InlineData(5_000_000)]
    public async Task A_blob_of_any_size_comes_back_as_it_was(int size)
    {
        var content = Content(size, seed: 1);
        await Blobs.PutAsync("sized", content, Cancel);

        Assert.Equal(content, await Read("sized"));
        Assert.Equal(size, Assert.Single(await List("")).Size);
    }

    [Theory]
    [InlineData(5_000_000, 10)]
    [InlineData(10, 5_000_000)]
    [InlineData(5_000_000, 3_000_000)]
    public async Task A_blob_is_replaced_by_one_of_another_size(int before, int after)
    {
        await Blobs.PutAsync("a/b", Content(before, seed: 1), Cancel);
        await Blobs.PutAsync("a/b", Content(after, seed: 2), Cancel);

        Assert.Equal(Content(after, seed: 2), await Read("a/b"));
        await Blobs.DeleteAsync("a/b", Cancel);
        Assert.Null(await Read("a/b"));
    }

    [Fact]
    public async Task A_write_that_is_given_up_changes_nothing()
    {
        await Blobs.PutAsync("a/b", new byte[] { 1 }, Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Blobs.PutAsync("a/b", new byte[] { 2 }, new CancellationToken(canceled: true)));

        Assert.Equal([1], await Read("a/b"));
        Assert.Single(await List("a/"));
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
    public async Task Nothing_but_a_key_is_taken_for_one(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.PutAsync(key, new byte[] { 1 }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.OpenAsync(key, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.DeleteAsync(key, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.DeleteAsync(key, DateTimeOffset.MaxValue, Cancel));
    }

    [Fact]
    public async Task Keys_of_which_one_begins_with_another_are_kept_apart()
    {
        string[] keys = ["a/b", "a/bc", "a/b-c", "ab/c"];
        foreach (var key in keys)
        {
            await Blobs.PutAsync(key, System.Text.Encoding.UTF8.GetBytes(key), Cancel);
        }

        await Blobs.DeleteAsync("a/b", Cancel);

        Assert.Null(await Read("a/b"));
        Assert.All(keys[1..], key => Assert.Equal(key, System.Text.Encoding.UTF8.GetString(Read(key).GetAwaiter().GetResult()!)));
        Assert.Equal(["a/b-c", "a/bc"], (await List("a/")).Select(blob => blob.Key).Order());
        Assert.Empty(await List("b/"));
    }

    [Fact]
    public async Task Very_many_blobs_are_listed_each_once()
    {
        var keys = Enumerable.Range(0, Many).Select(i => $"many/{i % 7}/{i}").ToList();
        await Parallel.ForEachAsync(keys, Cancel, async (key, cancel) => await Blobs.PutAsync(key, new byte[] { 1 }, cancel));

        Assert.Equal(keys.Order(StringComparer.Ordinal), (await List("many/")).Select(blob => blob.Key).Order(StringComparer.Ordinal));
        Assert.All(await List("many/3/"), blob => Assert.Equal(1, blob.Size));
    }

    [Fact]
    public async Task Whoever_reads_while_others_write_gets_one_of_the_contents_whole()
    {
        var contents = Enumerable.Range(0, 4).Select(i => Content(1_500_000, seed: i)).ToList();
        await Blobs.PutAsync("a/b", contents[0], Cancel);

        var writing = Task.WhenAll(contents.Select(content => Task.Run(
            async () =>
            {
                for (var i = 0; i < 3; i++)
                {
                    await Blobs.PutAsync("a/b", content, Cancel);
                }
            },
            Cancel)));
        do
        {
            var read = await Read("a/b");
            Assert.Contains(contents, content => content.AsSpan().SequenceEqual(read));
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.Single(await List("a/"));
    }

    [Fact]
    public async Task A_removal_with_a_time_spares_what_was_written_since()
    {
        Assert.False(await Blobs.DeleteAsync("a/b", DateTimeOffset.MaxValue, Cancel));
        await Blobs.PutAsync("a/b", new byte[] { 1 }, Cancel);
        var written = Assert.Single(await List("a/")).Written;

        Assert.False(await Blobs.DeleteAsync("a/b", written, Cancel));
        Assert.Equal([1], await Read("a/b"));
        Assert.True(await Blobs.DeleteAsync("a/b", written.AddMilliseconds(1), Cancel));
        Assert.Null(await Read("a/b"));
        Assert.False(await Blobs.DeleteAsync("a/b", written.AddMilliseconds(1), Cancel));
    }

    [Fact]
    public async Task A_removal_and_a_write_at_the_same_moment_leave_what_was_written()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await Blobs.PutAsync("a/b", new byte[] { 1 }, Cancel);
            var before = Assert.Single(await List("a/")).Written.AddMilliseconds(1);
            while (await NowAsync() <= before)
            {
                await Task.Delay(1, Cancel);
            }

            await Task.WhenAll(
                Task.Run(() => Blobs.PutAsync("a/b", new byte[] { 1 }, Cancel), Cancel),
                Task.Run(() => Blobs.DeleteAsync("a/b", before, Cancel), Cancel));

            Assert.Equal([1], await Read("a/b"));
        }
    }

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<IBlobStore> OpenAsync();

    protected async Task<byte[]?> Read(string key)
    {
        await using var stream = await Blobs.OpenAsync(key, Cancel);
        if (stream is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }

    protected static byte[] Content(int size, int seed)
    {
        var content = new byte[size];
        new Random(seed).NextBytes(content);
        return content;
    }

    protected ValueTask<List<BlobInfo>> List(string prefix) => Blobs.ListAsync(prefix, Cancel).ToListAsync(Cancel);

    // The time by the clock of the store, which may be coarser than ours.
    private async Task<DateTimeOffset> NowAsync()
    {
        await Blobs.PutAsync("clock/now", new byte[] { 1 }, Cancel);
        return Assert.Single(await List("clock/")).Written;
    }
}
