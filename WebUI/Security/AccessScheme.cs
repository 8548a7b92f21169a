using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ActorTraining.WebUI.Security;

/// <summary>Finds out who asks: by the token in the header Authorization, by the cookie of a browser that has signed in or, where no tokens are in use, by being on this machine.</summary>
internal sealed class AccessScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Access access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string Name = "Access";

    private const string Bearer = "Bearer ";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return access.Find(header[Bearer.Length..].Trim()) is { } token
                ? Admitted(SignedInUser.Of(token, Name))
                : AuthenticateResult.Fail("the token is not valid");
        }

        var cookie = await Context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (cookie.Succeeded && access.StillAdmits(cookie.Principal))
        {
            return Admitted(cookie.Principal);
        }

        return access.IsOpen ? Admitted(SignedInUser.Local) : AuthenticateResult.NoResult();
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (HttpMethods.IsGet(Request.Method) && IsPage(Request.Path))
        {
            var back = Uri.EscapeDataString($"{Request.PathBase}{Request.Path}{Request.QueryString}");
            Response.Redirect($"{LoginEndpoints.Path}?{LoginEndpoints.ReturnParameter}={back}");
            return Task.CompletedTask;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer realm=\"ActorTraining\"";
        return Task.CompletedTask;
    }

    private static bool IsPage(PathString path) => !path.StartsWithSegments("/api") && !path.StartsWithSegments("/openapi") && !path.StartsWithSegments("/_blazor");

    private static AuthenticateResult Admitted(ClaimsPrincipal user) => AuthenticateResult.Success(new AuthenticationTicket(user, Name));
}
