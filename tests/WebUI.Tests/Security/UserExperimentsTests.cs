using System.Security.Claims;
using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorTraining.WebUI.Tests.Security;

/// <summary>What the pages of a user can do: the same object stands between every page and the experiments.</summary>
public sealed class UserExperimentsTests(GuardedSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_viewers_page_looks_and_changes_nothing()
    {
        var experiments = Of(AccessRole.Viewer);

        Assert.Equal(site.Ended, (await experiments.GetAsync(site.Ended, Cancel)).Id);
        foreach (var change in (Func<Task>[])
        [
            () => experiments.PauseAsync(site.Ended, Cancel), () => experiments.ResumeAsync(site.Ended, Cancel), () => experiments.StopAsync(site.Ended, Cancel),
            () => experiments.CancelTrialAsync(site.Ended, 1, Cancel), () => experiments.CloneAsync(site.Ended, [], Cancel), () => experiments.ExtendAsync(site.Ended, [], Cancel),
            () => experiments.ConfigureAsync(site.Ended, null, 0, Cancel), () => experiments.AdjustAsync(site.Ended, 1, "x", default, Cancel), () => experiments.DeleteAsync(site.Ended, Cancel),
        ])
        {
            Assert.Contains("takes the role", (await Assert.ThrowsAsync<UnauthorizedAccessException>(change)).Message);
        }
    }

    [Fact]
    public async Task An_operators_page_deletes_nothing()
    {
        Assert.Contains("takes the role admin", (await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Of(AccessRole.Operator).DeleteAsync(site.Ended, Cancel))).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Of(AccessRole.Operator).PauseAsync(site.Ended, Cancel));
    }

    [Fact]
    public async Task A_page_that_was_left_open_ends_with_its_token()
    {
        var token = site.Tokens.Create("leaving", AccessRole.Admin).Entry;
        var experiments = Of(SignedInUser.Of(token, "test"));
        await experiments.GetAsync(site.Ended, Cancel);

        site.Tokens.Revoke(token.Id);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => experiments.GetAsync(site.Ended, Cancel));
    }

    [Fact]
    public async Task A_stranger_sees_nothing() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Of(new ClaimsPrincipal(new ClaimsIdentity())).ListAsync(new ExperimentQuery(), Cancel));

    private UserExperiments Of(AccessRole role) => Of(SignedInUser.Of(site.Tokens.Read().First(token => token.Role == role && token.Name == $"the {role}"), "test"));

    private UserExperiments Of(ClaimsPrincipal user)
    {
        var current = new CurrentUser(new ServiceCollection().BuildServiceProvider());
        current.Of(new DefaultHttpContext { User = user });
        var audit = new AuditLog(Path.Combine(site.Dashboard.Folder, $"audit-{Guid.NewGuid():N}.jsonl"), NullLoggerFactory.Instance);
        var actions = new UserActions(current, new Access(site.Tokens, loopback: true, TimeProvider.System, NullLogger<Access>.Instance), audit, TimeProvider.System);
        return new UserExperiments(site.Dashboard.Experiments, (ISubmissions)site.Dashboard.Experiments, actions);
    }
}
