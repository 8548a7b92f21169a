using System.Net;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Security;
using ActorTraining.WebUI.Tests.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace ActorTraining.WebUI.Tests.Security;

/// <summary>Who may do what: every endpoint that there is, asked by every role.</summary>
public sealed class RoleTests(GuardedSite site)
{
    /// <summary>What strangers may ask. Anything else that is open fails the test.</summary>
    private static readonly string[] Open = ["GET /healthz", "GET /readyz", "POST /login", "POST /logout", "GET /login", "POST /login"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_names_its_role_or_is_known_to_be_open()
    {
        var open = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsStaticFile(endpoint)).SelectMany(Names).Except(Open);
        var unnamed = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && RoleOf(endpoint) is null).SelectMany(Names);

        Assert.Empty(open);
        Assert.Empty(unnamed);
    }

    [Fact]
    public void What_changes_something_takes_more_than_a_viewer()
    {
        var harmless = (string[])["POST /api/v1/experiments/validate"];
        var changing = Endpoints().Where(endpoint => RoleOf(endpoint) == AccessRole.Viewer && endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal)).SelectMany(Names);

        Assert.Empty(changing.Where(name => !name.StartsWith("GET ", StringComparison.Ordinal)).Except(harmless));
    }

    [Fact]
    public async Task Every_endpoint_of_the_API_admits_its_role_and_those_above_and_nobody_else()
    {
        var asked = 0;
        foreach (var endpoint in Endpoints().Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal)))
        {
            var takes = RoleOf(endpoint)!.Value;
            foreach (var role in (AccessRole?[])[null, AccessRole.Viewer, AccessRole.Operator, AccessRole.Admin])
            {
                foreach (var name in Names(endpoint))
                {
                    // Of an experiment that there is not, so that nothing happens where the role suffices.
                    var (method, address) = (name.Split(' ')[0], name.Split(' ')[1].Replace("{id}", "none").Replace("{number:int}", "1").Replace("{**name}", "file").Replace("{name}", "none"));
                    using var http = site.As(role);
                    using var answer = await http.SendAsync(method, address, method is "GET" or "DELETE" ? null : "{}");
                    var expected = role is null ? HttpStatusCode.Unauthorized : role < takes ? HttpStatusCode.Forbidden : (HttpStatusCode?)null;
                    Assert.True(
                        expected is null ? answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)answer.StatusCode < 500 : answer.StatusCode == expected,
                        $"{name} as {role?.ToString() ?? "nobody"} answers {(int)answer.StatusCode}");
                    asked++;
                }
            }
        }

        Assert.True(asked > 80, $"only {asked} requests");
    }

    [Fact]
    public async Task A_refusal_says_why_in_a_problem_document()
    {
        using var nobody = await site.As(null).SendAsync("GET", "experiments");
        using var viewer = await site.As(AccessRole.Viewer).SendAsync("POST", $"experiments/{site.Ended}/pause");
        using var unknown = await site.As(null).SendAsync("GET", "nowhere");

        Assert.Contains("Authorization: Bearer", await nobody.ProblemAsync(401));
        Assert.StartsWith("Bearer", nobody.Headers.WwwAuthenticate.Single().ToString());
        Assert.Contains("role", await viewer.ProblemAsync(403));
        await unknown.ProblemAsync(401);
    }

    [Theory]
    [InlineData("Bearer at_bbbbbbbb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer ")]
    [InlineData("Bearer at__")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("at_bbbbbbbb_AAAA")]
    public async Task A_token_that_is_none_admits_nobody(string authorization)
    {
        using var answer = await site.As(null).SendAsync("GET", "experiments", headers: ("Authorization", authorization));
        await answer.ProblemAsync(401);
    }

    [Fact]
    public async Task A_secret_that_is_almost_right_admits_nobody()
    {
        var secret = site.Secret(AccessRole.Admin);
        var wrong = secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A');

        using var almost = ApiSite.Client(site.Dashboard, wrong);
        using var exact = ApiSite.Client(site.Dashboard, secret);

        Assert.Equal(HttpStatusCode.Unauthorized, (await almost.GetAsync("experiments", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await exact.GetAsync("experiments", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_token_ends_when_it_is_revoked_and_its_successor_takes_over()
    {
        var first = site.Tokens.Create("changing", AccessRole.Viewer);
        using var before = ApiSite.Client(site.Dashboard, first.Secret);
        Assert.Equal(HttpStatusCode.OK, (await before.GetAsync("experiments", Cancel)).StatusCode);

        var second = site.Tokens.Rotate(first.Entry.Id, TimeSpan.FromHours(1))!;
        using var after = ApiSite.Client(site.Dashboard, second.Secret);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), ((await before.GetAsync("experiments", Cancel)).StatusCode, (await after.GetAsync("experiments", Cancel)).StatusCode));

        Assert.True(site.Tokens.Revoke(first.Entry.Id));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), ((await before.GetAsync("experiments", Cancel)).StatusCode, (await after.GetAsync("experiments", Cancel)).StatusCode));
    }

    private List<RouteEndpoint> Endpoints() => [.. site.Dashboard.Endpoints.OfType<RouteEndpoint>()];

    private static AccessRole? RoleOf(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()
        .Select(data => data.Policy)
        .Where(policy => policy is not null)
        .Select(policy => (AccessRole?)Enum.Parse<AccessRole>(policy!, ignoreCase: true))
        .Max();

    private static bool IsStaticFile(RouteEndpoint endpoint) => endpoint.Metadata.Any(data => data.GetType().Name == "StaticAssetDescriptor");

    private static IEnumerable<string> Names(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}");
}
