using System.Net.Http.Headers;
using ActorTraining.WebUI.Tests.Api;

[assembly: AssemblyFixture(typeof(ApiSite))]

namespace ActorTraining.WebUI.Tests.Api;

/// <summary>A dashboard on a real port with an experiment that has ended, shared by the tests that only read.</summary>
public sealed class ApiSite : IAsyncLifetime
{
    /// <summary>A spec of three quick trials.</summary>
    public const string Sweep = """
        # Three quick ones
        name: api sweep
        description: What the API is asked about
        tags: [api, quick]
        job: sleep
        params:
          seconds: 0
          steps: { grid: [1, 2, 3] }
        objective: { metric: value, direction: maximize }
        """;

    private TestDashboard? _dashboard;

    /// <summary>The dashboard.</summary>
    public TestDashboard Dashboard => _dashboard!;

    /// <summary>The experiment that has ended.</summary>
    public string Ended { get; private set; } = "";

    /// <summary>A caller of the API.</summary>
    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _dashboard = await TestDashboard.StartAsync();
        Http = Client(_dashboard);
        Ended = await _dashboard.SubmitAsync(Sweep);
        await _dashboard.EndAsync(Ended);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await (_dashboard?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>A caller of a dashboard's API, with addresses relative to its root.</summary>
    /// <param name="dashboard">The dashboard.</param>
    /// <param name="token">What it presents.</param>
    public static HttpClient Client(TestDashboard dashboard, string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(dashboard.Url + "/api/v1/") };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }
}
