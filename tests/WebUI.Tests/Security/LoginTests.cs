using System.Net;
using System.Text.RegularExpressions;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Tests.Api;

namespace ActorTraining.WebUI.Tests.Security;

/// <summary>Signing in with a browser.</summary>
public sealed partial class LoginTests(GuardedSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/experiments/x?tab=trials")]
    public async Task A_stranger_is_led_to_the_login_page_and_back(string path)
    {
        using var browser = new Browser(site.Dashboard.Url);

        using var led = await browser.Http.GetAsync(path, Cancel);
        Assert.Equal((HttpStatusCode.Redirect, $"/login?returnUrl={Uri.EscapeDataString(path)}"), (led.StatusCode, led.Headers.Location!.ToString()));
        using var back = await browser.LoginAsync(site.Secret(AccessRole.Viewer), led.Headers.Location.ToString());

        Assert.Equal((HttpStatusCode.Redirect, path), (back.StatusCode, back.Headers.Location!.ToString()));
        using var page = await browser.Http.GetAsync("/", Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_signedOutof_reach_of_scripts_and_other_sites_and_good_for_its_role()
    {
        using var browser = new Browser(site.Dashboard.Url);
        using var answer = await browser.LoginAsync(site.Secret(AccessRole.Viewer));

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith("actortraining-user=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain(site.Secret(AccessRole.Viewer), cookie);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/v1/experiments", Cancel)).StatusCode);
        using var refused = await browser.Http.SendAsync("POST", $"/api/v1/experiments/{site.Ended}/pause");
        await refused.ProblemAsync(403);
        using var hub = await browser.Http.SendAsync("POST", "/_blazor/negotiate?negotiateVersion=1", "");
        Assert.Equal(HttpStatusCode.OK, hub.StatusCode);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData("at_bbbbbbbb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_wrong_token_signs_nobody_in(string secret)
    {
        using var browser = new Browser(site.Dashboard.Url);
        using var answer = await browser.LoginAsync(secret);

        Assert.StartsWith("/login?failed=true", answer.Headers.Location!.ToString());
        Assert.DoesNotContain("actortraining-user", string.Join(' ', answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []));
        Assert.Contains("not valid", await browser.Http.GetStringAsync(answer.Headers.Location, Cancel));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_link_to_the_login_page_leads_nobody_away(string returnUrl)
    {
        using var browser = new Browser(site.Dashboard.Url);
        using var answer = await browser.LoginAsync(site.Secret(AccessRole.Viewer), $"/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_form_withsignedOutits_antiforgery_token_signs_nobody_in_or_out()
    {
        using var browser = new Browser(site.Dashboard.Url);
        await browser.LoginAsync(site.Secret(AccessRole.Viewer));

        foreach (var path in (string[])["/login", "/logout"])
        {
            using var answer = await browser.Http.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("token", site.Secret(AccessRole.Admin))]), Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        using var still = await browser.Http.SendAsync("POST", $"/api/v1/experiments/{site.Ended}/pause");
        await still.ProblemAsync(403);
    }

    [Fact]
    public async Task Signing_signedOutends_it()
    {
        using var browser = new Browser(site.Dashboard.Url);
        await browser.LoginAsync(site.Secret(AccessRole.Viewer));
        using var signedOut = await browser.PostFormAsync("/login", "/logout", []);

        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetAsync("/api/v1/experiments", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_revoked_token_ends_in_the_browsers_that_signed_in_with_it()
    {
        var token = site.Tokens.Create("leaving", AccessRole.Viewer);
        using var browser = new Browser(site.Dashboard.Url);
        await browser.LoginAsync(token.Secret);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/v1/experiments", Cancel)).StatusCode);

        site.Tokens.Revoke(token.Entry.Id);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetAsync("/api/v1/experiments", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_browser_stays_signed_in_over_a_restart()
    {
        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = 0 });
        var secret = new TokenFile(Path.Combine(dashboard.Folder, "tokens.json"), TimeProvider.System).Create("one", AccessRole.Viewer).Secret;
        using var browser = new Browser(dashboard.Url);
        await browser.LoginAsync(secret);

        await dashboard.RestartAsync();
        browser.Move(dashboard.Url);

        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/v1/experiments", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Tries_to_sign_in_are_limited()
    {
        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = 0, Limits = new() { LoginsPerMinute = 3 } });
        new TokenFile(Path.Combine(dashboard.Folder, "tokens.json"), TimeProvider.System).Create("one", AccessRole.Viewer);
        using var browser = new Browser(dashboard.Url);
        for (var i = 0; i < 3; i++)
        {
            using var tried = await browser.LoginAsync("wrong");
            Assert.Equal(HttpStatusCode.Redirect, tried.StatusCode);
        }

        using var answer = await browser.LoginAsync("wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
    }

    /// <summary>What a browser does with cookies and forms.</summary>
    private sealed partial class Browser(string url) : IDisposable
    {
        private readonly CookieContainer _cookies = new();
        private string _url = url;
        private HttpClient? _http;

        public HttpClient Http => _http ??= new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = new Uri(_url) };

        public void Move(string url)
        {
            Dispose();
            (_url, _http) = (url, null);
        }

        public Task<HttpResponseMessage> LoginAsync(string secret, string page = "/login") => PostFormAsync(page, "/login", [KeyValuePair.Create("token", secret)]);

        public async Task<HttpResponseMessage> PostFormAsync(string page, string action, IEnumerable<KeyValuePair<string, string>> values)
        {
            var html = await Http.GetStringAsync(page, Cancel);
            var hidden = Hidden().Matches(html).Select(match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
            return await Http.PostAsync(action, new FormUrlEncodedContent([.. hidden, .. values]), Cancel);
        }

        public void Dispose() => _http?.Dispose();

        [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
        private static partial Regex Hidden();
    }
}
