using System.Security.Claims;
using ActorTraining.Silo.Security;

namespace ActorTraining.WebUI.Security;

/// <summary>Users as claims.</summary>
internal static class SignedInUser
{
    /// <summary>The name of who works on this machine where no tokens are in use.</summary>
    public const string LocalName = "local";

    private const string TokenClaim = "token";

    /// <summary>Who works on this machine, and may do everything.</summary>
    public static ClaimsPrincipal Local { get; } = Of(LocalName, AccessRole.Admin, null, AccessScheme.Name);

    /// <summary>Who presents a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="scheme">How it was presented.</param>
    public static ClaimsPrincipal Of(TokenEntry token, string scheme) => Of($"{token.Name} ({token.Id})", token.Role, token.Id, scheme);

    /// <summary>The identifier of the token that a user has presented; null for the local one.</summary>
    public static string? TokenOf(this ClaimsPrincipal user) => user.FindFirstValue(TokenClaim);

    /// <summary>Whether a user may do what a role may.</summary>
    public static bool Has(this ClaimsPrincipal user, AccessRole role) => user.Identity is { IsAuthenticated: true } && RoleOf(user) >= role;

    /// <summary>The role of a user; null for a stranger.</summary>
    public static AccessRole? RoleOf(ClaimsPrincipal user) => Enum.TryParse<AccessRole>(user.FindFirstValue(ClaimTypes.Role), out var role) ? role : null;

    private static ClaimsPrincipal Of(string name, AccessRole role, string? token, string scheme)
    {
        var claims = new List<Claim> { new(ClaimTypes.Name, name), new(ClaimTypes.Role, role.ToString()) };
        if (token is not null)
        {
            claims.Add(new Claim(TokenClaim, token));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
