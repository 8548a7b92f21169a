using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace ActorTraining.WebUI.Security;

/// <summary>Who acts in this scope: whoever made the request or, in a page that lives on, whoever it was opened for.</summary>
internal sealed class CurrentUser(IServiceProvider services)
{
    private ClaimsPrincipal? _caller;

    /// <summary>The address that the request came from; null in a page that lives on.</summary>
    public string? Address { get; private set; }

    /// <summary>Says who made the request.</summary>
    public void Of(HttpContext context) => (_caller, Address) = (context.User, context.Connection.RemoteIpAddress?.ToString());

    /// <summary>The user.</summary>
    public async Task<ClaimsPrincipal> GetAsync() =>
        _caller ?? (await services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User;
}
