using System.Net;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Hosting;
using ActorTraining.WebUI.Security;
using ActorTraining.WebUI.Tests.Api;

namespace ActorTraining.WebUI.Tests.Security;

/// <summary>When a dashboard is open to whom.</summary>
public sealed class AdmissionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    public async Task Other_machines_are_not_let_in_without_tokens(string listen)
    {
        var refused = await Assert.ThrowsAsync<TokenFileException>(() => TestDashboard.StartAsync(settings => settings with { Listen = new Uri(listen), Slots = 0 }));

        Assert.Contains("can be reached from other machines", refused.Message);
        Assert.Contains("actortrain token create", refused.Message);
    }

    [Fact]
    public void Other_machines_are_let_in_with_a_token_that_is_not_over()
    {
        var folder = Directory.CreateTempSubdirectory("tokens-");
        try
        {
            var path = Path.Combine(folder.FullName, "tokens.json");
            var settings = new DashboardSettings { Store = Path.Combine(folder.FullName, "experiments.db"), Listen = new Uri("http://0.0.0.0:5080"), Tokens = path };
            new TokenFile(path, new Yesterday()).Create("over", AccessRole.Admin, TimeSpan.FromHours(1));
            Assert.Throws<TokenFileException>(() => SecurityHosting.Check(settings, TimeProvider.System));

            new TokenFile(path, TimeProvider.System).Create("one", AccessRole.Viewer);
            SecurityHosting.Check(settings, TimeProvider.System);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_dashboard_on_this_machine_closes_when_it_gets_tokens_and_stays_so_when_the_last_is_revoked()
    {
        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = 0 });
        var tokens = new TokenFile(Path.Combine(dashboard.Folder, "tokens.json"), TimeProvider.System);
        using var anybody = ApiSite.Client(dashboard);
        async Task<HttpStatusCode> AskAsync() => (await anybody.GetAsync("experiments", Cancel)).StatusCode;

        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        var id = tokens.Create("one", AccessRole.Viewer).Entry.Id;
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync());
        tokens.Revoke(id);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync());
        File.Delete(tokens.Path);
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
    }

    [Fact]
    public async Task A_token_file_that_others_can_read_admits_nobody()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are Unix's");
            return;
        }

        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = 0 });
        var tokens = new TokenFile(Path.Combine(dashboard.Folder, "tokens.json"), TimeProvider.System);
        using var known = ApiSite.Client(dashboard, tokens.Create("one", AccessRole.Admin).Secret);
        Assert.Equal(HttpStatusCode.OK, (await known.GetAsync("experiments", Cancel)).StatusCode);

        File.SetUnixFileMode(tokens.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        File.SetLastWriteTimeUtc(tokens.Path, DateTime.UtcNow.AddSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await known.GetAsync("experiments", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_again_and_others_are_answered()
    {
        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = 0, Limits = new() { RequestsPerSecond = 1, Burst = 20 } });
        var tokens = new TokenFile(Path.Combine(dashboard.Folder, "tokens.json"), TimeProvider.System);
        using var eager = ApiSite.Client(dashboard, tokens.Create("eager", AccessRole.Viewer).Secret);
        using var calm = ApiSite.Client(dashboard, tokens.Create("calm", AccessRole.Viewer).Secret);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => eager.SendAsync("GET", "experiments")));

        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        await refused.ProblemAsync(429);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.True(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK) >= 20);
        Assert.Equal(HttpStatusCode.OK, (await calm.GetAsync("experiments", Cancel)).StatusCode);
    }

    private sealed class Yesterday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(-1);
    }
}
