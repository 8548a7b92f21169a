using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Tests.Api;
using ActorTraining.WebUI.Tests.Security;

[assembly: AssemblyFixture(typeof(GuardedSite))]

namespace ActorTraining.WebUI.Tests.Security;

/// <summary>A dashboard that admits three tokens, one of each role, with an experiment that has ended.</summary>
public sealed class GuardedSite : IAsyncLifetime
{
    private readonly Dictionary<AccessRole, string> _secrets = [];
    private TestDashboard? _dashboard;

    /// <summary>The dashboard.</summary>
    public TestDashboard Dashboard => _dashboard!;

    /// <summary>Its tokens.</summary>
    public TokenFile Tokens => new(Path.Combine(Dashboard.Folder, "tokens.json"), TimeProvider.System);

    /// <summary>The experiment that has ended.</summary>
    public string Ended { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _dashboard = await TestDashboard.StartAsync(settings => settings with { Limits = new() { LoginsPerMinute = 1000 } });
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            _secrets[role] = Tokens.Create($"the {role}", role).Secret;
        }

        Ended = await _dashboard.SubmitAsync(ApiSite.Sweep);
        await _dashboard.EndAsync(Ended);
    }

    /// <summary>The secret of a role.</summary>
    public string Secret(AccessRole role) => _secrets[role];

    /// <summary>A caller of the API with the token of a role; without one for null.</summary>
    public HttpClient As(AccessRole? role) => ApiSite.Client(Dashboard, role is { } known ? _secrets[known] : null);

    public ValueTask DisposeAsync() => _dashboard?.DisposeAsync() ?? ValueTask.CompletedTask;
}
