using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace ActorTraining.WebUI.Security;

/// <summary>Signing in and out with a browser. The page itself is <c>Components/Pages/Login.razor</c>.</summary>
internal static class LoginEndpoints
{
    /// <summary>Where the page is, and where its form goes.</summary>
    public const string Path = "/login";

    /// <summary>The parameter with the page to go back to.</summary>
    public const string ReturnParameter = "returnUrl";

    private const int MostBytes = 16 << 10;

    /// <summary>Adds the endpoints.</summary>
    public static void MapLogin(this WebApplication app)
    {
        app.MapPost(Path, LoginAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Login).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).ExcludeFromDescription();
        app.MapPost("/logout", LogoutAsync).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(MostBytes)).ExcludeFromDescription();
    }

    /// <summary>A place on this dashboard; the start for anything else, so that a link to the login page cannot lead somebody away from it.</summary>
    public static string Local(string? url) => url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";

    private static async Task<IResult> LoginAsync(HttpContext context, Access access, AuditLog audit, TimeProvider time, [FromForm] string? token, [FromForm] string? returnUrl)
    {
        var address = context.Connection.RemoteIpAddress?.ToString();
        if (access.Find(token?.Trim() ?? "") is not { } found)
        {
            audit.Add(new AuditEntry(time.GetUtcNow(), "nobody", address, "login", null, null, null, "the token is not valid"));
            return Results.LocalRedirect($"{Path}?failed=true&{ReturnParameter}={Uri.EscapeDataString(Local(returnUrl))}");
        }

        var user = SignedInUser.Of(found, CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, user, new AuthenticationProperties { IsPersistent = true, ExpiresUtc = found.Expires });
        audit.Add(new AuditEntry(time.GetUtcNow(), user.Identity!.Name!, address, "login", null, null, null, null));
        return Results.LocalRedirect(Local(returnUrl));
    }

    // The form that is bound makes the request one that has to carry the antiforgery token.
    private static async Task<IResult> LogoutAsync(HttpContext context, AuditLog audit, TimeProvider time, [FromForm] string? returnUrl)
    {
        audit.Add(new AuditEntry(time.GetUtcNow(), context.User.Identity?.Name ?? "nobody", context.Connection.RemoteIpAddress?.ToString(), "logout", null, null, null, null));
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(Local(returnUrl));
    }
}
