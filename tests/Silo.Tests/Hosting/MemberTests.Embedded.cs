using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ActorTraining.Experiments;
using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Members;
using ActorTraining.Silo.Slots;
using ActorTraining.Training.Jobs;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Silo.Tests.Hosting;

/// <summary>A head and its members: who may join, what they share, what the web endpoints tell.</summary>
public sealed class MemberTests : IAsyncDisposable
{
    private const string Token = "a-secret-of-these-tests";

    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-").FullName;
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_shows_up_with_its_devices_and_labels()
    {
        await using var head = await HeadAsync();
        await using var member = await MemberAsync(head, settings => settings with { Labels = new Dictionary<string, string> { ["zone"] = "lab" } });

        SiloInfo? seen;
        while ((seen = (await head.Experiments!.ClusterAsync(Cancel)).Silos.FirstOrDefault(silo => silo.Name == "member")) is null)
        {
            await Task.Delay(20, Cancel);
        }

        Assert.Equal(["cpu:0", "cpu:1"], seen.Slots.Select(slot => slot.Name));
        Assert.Equal("lab", seen.Labels["zone"]);
        Assert.Null(member.Experiments);
    }

    [Fact]
    public async Task Files_of_a_member_s_trials_are_kept_by_the_head()
    {
        await using var head = await HeadAsync();
        using var http = HeadAddress.Client(head.Address, Token);
        var files = new HeadBlobAccess(http);
        var content = Encoding.UTF8.GetBytes(new string('x', 200_000));

        await files.PutAsync("checkpoints/e/1/1-1", content, Cancel);

        await using var stream = await files.OpenAsync("checkpoints/e/1/1-1", Cancel);
        using var read = new MemoryStream();
        await stream!.CopyToAsync(read, Cancel);
        Assert.Equal(content, read.ToArray());
        Assert.Null(await files.OpenAsync("checkpoints/e/1/1-2", Cancel));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => files.PutAsync(".hidden/x", content, Cancel));
        Assert.Contains("is no blob key", error.Message);
    }

    [Fact]
    public async Task The_wrong_token_is_refused_on_both_sides()
    {
        await using var head = await HeadAsync();

        var error = await Assert.ThrowsAsync<SiloSettingsException>(() => MemberAsync(head, settings => settings with { Token = "another-secret-of-these" }));

        Assert.Contains("does not accept this silo's token", error.Message);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _http.GetAsync(new Uri(head.Address, "silo/blobs/a"), Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_silo_of_another_cluster_is_refused_with_both_names()
    {
        await using var head = await HeadAsync();

        var error = await Assert.ThrowsAsync<SiloSettingsException>(() => MemberAsync(head, settings => settings with { Cluster = "other" }));

        Assert.Contains("'other'", error.Message);
        Assert.Contains("'tests'", error.Message);
    }

    [Fact]
    public async Task A_member_is_not_a_head()
    {
        await using var head = await HeadAsync();
        await using var member = await MemberAsync(head);

        var error = await Assert.ThrowsAsync<SiloSettingsException>(() => MemberAsync(member, settings => settings with { Name = "third" }));

        Assert.Contains("no head listens at", error.Message);
    }

    [Fact]
    public async Task A_second_silo_of_a_name_is_refused_while_the_first_works()
    {
        await using var head = await HeadAsync();
        await using var first = await MemberAsync(head);

        var error = await Assert.ThrowsAsync<SiloSettingsException>(() => MemberAsync(head));

        Assert.Contains("give every silo a name of its own", error.Message);
    }

    [Fact]
    public async Task Health_needs_no_token_and_tells_whether_the_head_is_there()
    {
        var head = await HeadAsync();
        await using var member = await MemberAsync(head);
        Assert.Equal("healthy", await _http.GetStringAsync(new Uri(member.Address, "healthz"), Cancel));
        Assert.Equal("ready", await _http.GetStringAsync(new Uri(member.Address, "readyz"), Cancel));

        await head.DisposeAsync();

        HttpResponseMessage answer;
        while ((answer = await _http.GetAsync(new Uri(member.Address, "readyz"), Cancel)).IsSuccessStatusCode)
        {
            await Task.Delay(20, Cancel);
        }

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "disconnected"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
        Assert.True((await _http.GetAsync(new Uri(member.Address, "healthz"), Cancel)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Where_silos_join_a_plain_request_is_told_so()
    {
        await using var head = await HeadAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(head.Address, "silo/join")) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };

        var answer = await _http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
        Assert.Contains("silos join here over a WebSocket", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_web_page_cannot_join_or_read_through_its_visitor_s_browser()
    {
        await using var head = await SiloHost.StartAsync(Settings("head") with { Token = null }, JobCatalog.Default, Cancel);
        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(head.Address, "silo/blobs/a")) { Headers = { { "Origin", "http://evil.example" } } };
        using var rebound = new HttpRequestMessage(HttpMethod.Get, new Uri(head.Address, "silo/blobs/a")) { Headers = { Host = "evil.example" } };
        using var plain = new HttpRequestMessage(HttpMethod.Get, new Uri(head.Address, "silo/blobs/a"));

        Assert.Equal(HttpStatusCode.Forbidden, (await _http.SendAsync(page, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _http.SendAsync(rebound, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.SendAsync(plain, Cancel)).StatusCode);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<SiloHost> HeadAsync() => SiloHost.StartAsync(Settings("head") with { Devices = [] }, JobCatalog.Default, Cancel);

    private Task<SiloHost> MemberAsync(SiloHost head, Func<SiloSettings, SiloSettings>? change = null)
    {
        var settings = Settings("member") with { Join = head.Address };
        return SiloHost.StartAsync(change?.Invoke(settings) ?? settings, JobCatalog.Default, Cancel);
    }

    private SiloSettings Settings(string name) => new()
    {
        Name = name,
        Store = Path.Combine(_folder, "experiments.db"),
        Devices = [DeviceSpec.Cpu(2)],
        Listen = new Uri("http://127.0.0.1:0"),
        Cluster = "tests",
        Token = Token,
        DrainTimeout = TimeSpan.FromSeconds(5),
    };
}
