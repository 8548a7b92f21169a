using System.Net;
using ActorTraining.WebUI.Tests.Api;

namespace ActorTraining.WebUI.Tests.Security;

/// <summary>What pages of other sites try, in the browser of somebody who has a dashboard open on this machine.</summary>
public sealed class OriginTests(ApiSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Own => site.Dashboard.Url;

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("https://127.0.0.1")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_is_not_answered(string origin)
    {
        using var read = await site.Http.SendAsync("GET", "experiments", headers: ("Origin", origin));
        using var write = await site.Http.SendAsync("POST", "experiments/none/pause", headers: ("Origin", origin));
        using var hub = await site.Http.SendAsync("POST", "/_blazor/negotiate?negotiateVersion=1", "", headers: ("Origin", origin));

        Assert.Contains("are not answered", await read.ProblemAsync(403));
        await write.ProblemAsync(403);
        await hub.ProblemAsync(403);
        Assert.False(read.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_page_of_its_own_is_answered()
    {
        using var read = await site.Http.SendAsync("GET", "experiments", headers: [("Origin", Own), ("Sec-Fetch-Site", "same-origin")]);
        using var hub = await site.Http.SendAsync("POST", "/_blazor/negotiate?negotiateVersion=1", "", headers: ("Origin", Own));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (read.StatusCode, hub.StatusCode));
    }

    [Theory]
    [InlineData("cross-site", "no-cors", false)]
    [InlineData("same-site", "no-cors", false)]
    [InlineData("cross-site", "navigate", true)]
    [InlineData("same-origin", "cors", true)]
    [InlineData("none", "navigate", true)]
    public async Task An_image_or_a_script_of_another_site_gets_nothing_and_a_link_leads_here(string from, string mode, bool answered)
    {
        using var answer = await site.Http.SendAsync("GET", "experiments", headers: [("Sec-Fetch-Site", from), ("Sec-Fetch-Mode", mode)]);
        Assert.Equal(answered ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("rebound.example", false)]
    [InlineData("rebound.example:5080", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:1", true)]
    [InlineData("127.0.0.2", true)]
    [InlineData("[::1]", true)]
    public async Task A_name_of_elsewhere_that_leads_to_this_machine_is_not_answered(string host, bool answered)
    {
        using var api = await site.Http.SendAsync("GET", "experiments", headers: ("Host", host));
        using var page = await site.Http.SendAsync("GET", "/", headers: ("Host", host));

        var expected = answered ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
        Assert.Equal((expected, expected), (api.StatusCode, page.StatusCode));
    }

    [Fact]
    public async Task A_WebSocket_of_another_origin_is_refused()
    {
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "http://evil.example");
        var address = new Uri(Own.Replace("http://", "ws://") + "/_blazor?id=x");

        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => socket.ConnectAsync(address, Cancel));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(address));
    }

    [Fact]
    public async Task A_page_runs_no_script_but_its_own_and_is_framed_by_nobody()
    {
        using var first = await site.Http.SendAsync("GET", "/");
        using var second = await site.Http.SendAsync("GET", "/");
        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        var html = await first.Content.ReadAsStringAsync(Cancel);
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];

        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("'unsafe-inline'", policy.Split("script-src")[1].Split(';')[0]);
        Assert.DoesNotContain("'unsafe-eval'", policy);
        Assert.Contains($"nonce=\"{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(nonce)}\"", html);
        Assert.NotEqual(policy, second.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", first.Headers.GetValues("Referrer-Policy").Single());
    }

    private static async Task<HttpStatusCode> StatusAsync(Uri address)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address.ToString().Replace("ws://", "http://"));
        request.Headers.TryAddWithoutValidation("Origin", "http://evil.example");
        return (await http.SendAsync(request, Cancel)).StatusCode;
    }
}
