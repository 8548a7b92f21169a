using System.Net;
using System.Security.Cryptography;
using ActorTraining.Client.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace ActorTraining.Client.Tests.Streams;

public sealed class ArtifactTests : IAsyncLifetime
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(300_000);

    private ScriptedServer _server = null!;
    private ActorTrainingClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = ClientOn.Server(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_file_arrives_byte_by_byte()
    {
        _server.Then(File(Content));

        Assert.Equal(Content, await ReadAsync("images/a b.png"));
        Assert.Equal("/api/v1/experiments/a/trials/2/artifacts/images/a%20b.png", _server.Requests.Single().Address);
    }

    [Fact]
    public async Task After_a_break_it_goes_on_at_the_next_byte()
    {
        _server.Then(File(Content, until: 100_000)).ThenStatus(HttpStatusCode.BadGateway).Then(File(Content, until: 250_000)).Then(File(Content));

        Assert.Equal(Content, await ReadAsync());
        var ranges = _server.Requests.Select(request => request.Header("Range")).ToList();
        Assert.Null(ranges[0]);
        Assert.Equal(4, ranges.Count);
        Assert.Equal(ranges[1], ranges[2]);
        Assert.Matches("^bytes=[1-9][0-9]*-$", ranges[1]);
        Assert.NotEqual(ranges[2], ranges[3]);
    }

    [Fact]
    public async Task A_damaged_file_is_not_taken_for_the_right_one()
    {
        var damaged = (byte[])Content.Clone();
        damaged[12345] ^= 1;
        _server.Then(File(damaged, sha256: Convert.ToHexStringLower(SHA256.HashData(Content))));

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync());
        Assert.Contains("'w.bin' of trial 2 of 'a' is damaged", error.Message);
    }

    [Fact]
    public async Task A_file_that_changed_between_two_parts_is_not_put_together()
    {
        _server.Then(File(Content, until: 100_000)).Then(File(RandomNumberGenerator.GetBytes(300_000)));

        Assert.Contains("changed while it was read", (await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync())).Message);
    }

    [Fact]
    public async Task A_break_that_does_not_end_is_told()
    {
        _server.Then(File(Content, until: 100_000)).ThenStatus(HttpStatusCode.BadGateway);

        await Assert.ThrowsAsync<HttpRequestException>(() => ReadAsync());
        Assert.InRange(_server.Requests.Count, 6, 7);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        _server.ThenProblem(HttpStatusCode.NotFound, "trial 2 of 'a' has no artifact 'w.bin'");

        Assert.Contains("has no artifact 'w.bin'", (await Assert.ThrowsAsync<FileNotFoundException>(() => ReadAsync())).Message);
    }

    private async Task<byte[]> ReadAsync(string name = "w.bin")
    {
        await using var stream = await _client.OpenArtifactAsync("a", 2, name, Cancel);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }

    /// <summary>Answers with a file or the part that is asked for, and closes the connection where it is told to.</summary>
    private static RequestDelegate File(byte[] content, int? until = null, string? sha256 = null) => async context =>
    {
        var range = context.Request.GetTypedHeaders().Range;
        var from = (int)(range?.Ranges.Single().From ?? 0);
        context.Response.StatusCode = range is null ? 200 : 206;
        context.Response.Headers.ETag = $"\"{sha256 ?? Convert.ToHexStringLower(SHA256.HashData(content))}\"";
        context.Response.ContentLength = content.Length - from;
        await context.Response.Body.WriteAsync(content.AsMemory(from..(until ?? content.Length)));
    };
}
