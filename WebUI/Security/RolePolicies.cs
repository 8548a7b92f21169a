using System.Security.Claims;
using ActorTraining.Silo.Security;
using Microsoft.AspNetCore.Authorization;

namespace ActorTraining.WebUI.Security;

/// <summary>Authorization by role. A policy is called as its role is, so that a page can say <c>&lt;AuthorizeView Policy="operator"&gt;</c>.</summary>
internal static class RolePolicies
{
    /// <summary>The name of a role's policy.</summary>
    public static string PolicyOf(AccessRole role) => role.ToString().ToLowerInvariant();

    /// <summary>Adds a policy for each role. What names none takes the role of a viewer.</summary>
    public static void AddRoles(this AuthorizationOptions options)
    {
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            options.AddPolicy(PolicyOf(role), policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.Has(role)));
        }

        options.DefaultPolicy = options.FallbackPolicy = options.GetPolicy(PolicyOf(AccessRole.Viewer))!;
    }

    /// <summary>Why a user may not do what takes a role; null where the user may.</summary>
    public static string? Refusal(this ClaimsPrincipal user, AccessRole role) => user.Has(role)
        ? null
        : $"that takes the role {PolicyOf(role)}; {user.Identity?.Name ?? "nobody"} has {(SignedInUser.RoleOf(user) is { } own ? PolicyOf(own) : "none")}";

    /// <summary>Says which role an endpoint takes.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, AccessRole role)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(PolicyOf(role));
}
