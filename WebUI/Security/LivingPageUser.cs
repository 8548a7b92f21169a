using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ActorTraining.WebUI.Security;

/// <summary>Who a page that lives on was opened for. When the token has ended the page becomes one of nobody, and shows nothing any more.</summary>
internal sealed class LivingPageUser(ILoggerFactory logs, Access access) : RevalidatingServerAuthenticationStateProvider(logs)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval { get; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(access.StillAdmits(authenticationState.User));
}
