using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public sealed class HttpMirrorTests : IDisposable
{
    private static readonly byte[] Content = Bytes.Noise(300_000);
    private static readonly byte[] Compressed = Bytes.Gzip(Content);
    private static readonly DatasetFile File = Bytes.File("images", Content);
    private static readonly Dictionary<string, byte[]> Files = new() { ["images.gz"] = Compressed };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Without the short time-out for connections: tests of the whole project at once can keep the thread pool busy for seconds.
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Fetches_and_unpacks_a_file()
    {
        await using var server = new LoopbackServer(LoopbackServer.Files(Files));
        var progress = new RecordedProgress();

        await FetchAsync(server, progress);

        AssertOnlyTheFile();
        Assert.Equal(new DownloadProgress("images", server.Address.ToString(), Compressed.Length, Compressed.Length), progress.Reports[^1]);
        Assert.Equal(progress.Reports.Select(report => report.Bytes).Order(), progress.Reports.Select(report => report.Bytes));
    }

    [Fact]
    public async Task Fetches_an_archive_as_it_is()
    {
        await using var server = new LoopbackServer(LoopbackServer.Files(new Dictionary<string, byte[]> { ["images"] = Content }));
        await new HttpMirror(server.Address, Patience, _client, compressed: false).FetchAsync([File], _folder.Path, null, Cancellation);
        AssertOnlyTheFile();
    }

    [Fact]
    public async Task Goes_on_where_the_connection_broke()
    {
        Func<LoopbackServer.Request, LoopbackServer.Response> sound = LoopbackServer.Files(Files);
        await using var server = new LoopbackServer(request =>
            request.RangeStart is null or 100_000 ? sound(request) with { BreakAfter = 100_000 } : sound(request));

        await FetchAsync(server);

        AssertOnlyTheFile();
        Assert.Equal([null, 100_000, 200_000], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Goes_on_at_the_next_start_with_what_an_earlier_one_left()
    {
        Func<LoopbackServer.Request, LoopbackServer.Response> sound = LoopbackServer.Files(Files);
        bool broken = true;
        await using var server = new LoopbackServer(request => request.RangeStart is not null && broken
            ? new LoopbackServer.Response("503 Service Unavailable", [])
            : sound(request) with { BreakAfter = request.RangeStart is null ? 100_000 : null });

        var error = await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(server));
        Assert.Equal("images.gz: 503 Service Unavailable", error.Message);

        broken = false;
        await FetchAsync(server);
        AssertOnlyTheFile();
        Assert.Equal([null, 100_000, 100_000], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Starts_over_when_the_server_knows_no_ranges()
    {
        Func<LoopbackServer.Request, LoopbackServer.Response> sound = LoopbackServer.Files(Files, ranges: false);
        await using var server = new LoopbackServer(request => sound(request) with { BreakAfter = request.RangeStart is null ? 100_000 : null });

        await FetchAsync(server);

        AssertOnlyTheFile();
    }

    [Fact]
    public async Task Unpacks_a_part_that_was_complete_already()
    {
        await using var server = new LoopbackServer(LoopbackServer.Files(Files));
        System.IO.File.WriteAllBytes(_folder["images.127.0.0.1.gz.part"], Compressed);

        await FetchAsync(server);

        AssertOnlyTheFile();
    }

    [Fact]
    public async Task Throws_a_part_away_that_belongs_to_another_version()
    {
        await using var server = new LoopbackServer(LoopbackServer.Files(Files));
        System.IO.File.WriteAllBytes(_folder["images.127.0.0.1.gz.part"], Bytes.Noise(1000, seed: 2));

        await FetchAsync(server);

        AssertOnlyTheFile();
        Assert.Equal([1000, null], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task Refuses_a_file_with_another_hash_and_keeps_nothing_of_it()
    {
        byte[] other = [.. Content];
        other[1234] ^= 1;
        await using var server = new LoopbackServer(LoopbackServer.Files(new Dictionary<string, byte[]> { ["images.gz"] = Bytes.Gzip(other) }));

        var error = await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(server));

        Assert.Equal($"images has the SHA-256 {Bytes.File("", other).Sha256}, expected {File.Sha256}", error.Message);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Says_that_a_file_is_not_there()
    {
        await using var server = new LoopbackServer(LoopbackServer.Files(new Dictionary<string, byte[]>()));
        var error = await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(server));
        Assert.Equal("images.gz: 404 Not Found", error.Message);
    }

    [Fact]
    public async Task Says_that_the_server_cannot_be_reached()
    {
        var server = new LoopbackServer(LoopbackServer.Files(Files));
        await server.DisposeAsync();
        var error = await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(server.Address));
        Assert.StartsWith("images.gz: ", error.Message);
    }

    [Fact]
    public async Task Gives_up_a_server_that_falls_silent()
    {
        Func<LoopbackServer.Request, LoopbackServer.Response> sound = LoopbackServer.Files(Files);
        await using var server = new LoopbackServer(request => sound(request) with { BreakAfter = 0, Stalls = true });
        var error = await Assert.ThrowsAsync<DatasetSourceException>(
            () => new HttpMirror(server.Address, TimeSpan.FromSeconds(0.5), _client).FetchAsync([File], _folder.Path, null, Cancellation));
        Assert.Equal("images.gz: nothing arrived for 0.5 s", error.Message);
    }

    [Fact]
    public async Task Keeps_what_came_when_it_is_cancelled()
    {
        Func<LoopbackServer.Request, LoopbackServer.Response> sound = LoopbackServer.Files(Files);
        await using var server = new LoopbackServer(request => sound(request) with { BreakAfter = 100_000, Stalls = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var progress = new RecordedProgress(report => StopAt100000(report, stop));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new HttpMirror(server.Address, Patience, _client).FetchAsync([File], _folder.Path, progress, stop.Token));

        Assert.Equal(Compressed[..100_000], System.IO.File.ReadAllBytes(_folder["images.127.0.0.1.gz.part"]));
    }

    [Fact]
    public async Task Refuses_endless_files()
    {
        await using var server = new LoopbackServer(LoopbackServer.Files(new Dictionary<string, byte[]> { ["images.gz"] = Bytes.Noise(500_000) }));
        var error = await Assert.ThrowsAsync<DatasetSourceException>(() => FetchAsync(server));
        Assert.Equal("images.gz: more than the 365,536 bytes that it may have", error.Message);
    }

    private static void StopAt100000(DownloadProgress report, CancellationTokenSource stop)
    {
        if (report.Bytes == 100_000)
        {
            stop.Cancel();
        }
    }

    private Task FetchAsync(LoopbackServer server, IProgress<DownloadProgress>? progress = null) => FetchAsync(server.Address, progress);

    private Task FetchAsync(Uri address, IProgress<DownloadProgress>? progress = null) =>
        new HttpMirror(address, Patience, _client).FetchAsync([File], _folder.Path, progress, Cancellation);

    private void AssertOnlyTheFile()
    {
        Assert.Equal(_folder["images"], Assert.Single(Directory.EnumerateFiles(_folder.Path)));
        Assert.Equal(Content, System.IO.File.ReadAllBytes(_folder["images"]));
    }
}
