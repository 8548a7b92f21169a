using System.Net;
using System.Security.Cryptography;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Tests.Api;

/// <summary>The files of trials.</summary>
public sealed class ArtifactTests(ApiSite site) : IAsyncLifetime
{
    private string _id = "";
    private ArtifactInfo _file = null!;
    private byte[] _whole = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Address => $"experiments/{_id}/trials/1/artifacts/{_file.Name}";

    public async ValueTask InitializeAsync()
    {
        _id = await site.Dashboard.SubmitAsync("{ name: files, job: toy-network, params: { inputs: [5, 4, 1, 3, 2], weight: 2, target: 1, slope: 0.01, lr: 0.2, steps: 20 }, objective: loss }");
        await site.Dashboard.EndAsync(_id);
        var files = await site.Http.ReadAsync<ArtifactInfo[]>($"experiments/{_id}/artifacts");
        _file = files.Where(file => file.Size > 100).MaxBy(file => file.Size)!;
        _whole = await site.Http.GetByteArrayAsync(Address, Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_file_is_what_was_stored()
    {
        using var answer = await site.Http.SendAsync("GET", Address);

        Assert.Equal(_file.Sha256, Convert.ToHexStringLower(SHA256.HashData(_whole)));
        Assert.Equal(($"\"{_file.Sha256}\"", _file.MediaType, _file.Size), (answer.Headers.ETag!.ToString(), answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentLength));
        Assert.Equal(await site.Http.ReadAsync<ArtifactInfo[]>($"experiments/{_id}/artifacts"), await site.Http.ReadAsync<ArtifactInfo[]>($"experiments/{_id}/trials/1/artifacts"));
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_had()
    {
        foreach (var (range, from, count) in ((string, int, int)[])[("bytes=10-19", 10, 10), ("bytes=-7", _whole.Length - 7, 7), ($"bytes={_whole.Length - 3}-", _whole.Length - 3, 3), ("bytes=0-0", 0, 1)])
        {
            using var answer = await site.Http.SendAsync("GET", Address, headers: ("Range", range));
            Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
            Assert.Equal(_whole[from..(from + count)], await answer.Content.ReadAsByteArrayAsync(Cancel));
            Assert.Equal((from, from + count - 1, _whole.Length), (answer.Content.Headers.ContentRange!.From, answer.Content.Headers.ContentRange.To, answer.Content.Headers.ContentRange.Length));
        }
    }

    [Fact]
    public async Task A_part_that_there_is_not_is_refused_and_a_part_of_another_version_is_the_whole()
    {
        using var beyond = await site.Http.SendAsync("GET", Address, headers: ("Range", $"bytes={_whole.Length}-"));
        using var other = await site.Http.SendAsync("GET", Address, headers: [("Range", "bytes=0-0"), ("If-Range", "\"other\"")]);
        using var same = await site.Http.SendAsync("GET", Address, headers: ("If-None-Match", $"\"{_file.Sha256}\""));

        await beyond.ProblemAsync(416);
        Assert.Equal((HttpStatusCode.OK, _whole.Length), (other.StatusCode, (await other.Content.ReadAsByteArrayAsync(Cancel)).Length));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task An_address_that_names_the_content_is_kept_for_ever()
    {
        using var named = await site.Http.SendAsync("GET", $"{Address}?v={_file.Sha256[..12]}");
        using var other = await site.Http.SendAsync("GET", $"{Address}?v=000000000000");

        Assert.Contains("immutable", named.Headers.CacheControl!.ToString());
        Assert.True(other.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task A_browser_runs_nothing_of_a_file()
    {
        using var answer = await site.Http.SendAsync("GET", Address);

        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains(answer.Content.Headers.ContentDisposition!.DispositionType, (string[])["inline", "attachment"]);
    }
}
