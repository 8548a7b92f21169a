using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorTraining.Silo.Web;

/// <summary>Turns away who does not know the cluster's secret.</summary>
internal static class TokenFilter
{
    /// <summary>Endpoints of this group answer 401 to requests without the token.</summary>
    public static RouteGroupBuilder RequireToken(this RouteGroupBuilder group, AccessToken token)
    {
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            var inner = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                if (Foreign(context.Request, token) is { } why)
                {
                    return Results.Problem(why, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
                }

                if (token.Admits(context.Request))
                {
                    return inner(context);
                }

                context.Response.Headers.WWWAuthenticate = "Basic realm=\"ActorTraining\", Bearer";
                return Results.Problem("the cluster's token is missing or wrong: Authorization: Bearer <token>", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            };
        });
        return group;
    }

    // A browser on this machine reaches what listens here for every page that it shows, and remembers passwords. Silos and scripts send no origin.
    private static string? Foreign(HttpRequest request, AccessToken token)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}")
        {
            return $"requests of pages of {origin} are not answered";
        }

        var host = request.Host.Host.Trim('[', ']');
        return token.IsSet || host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
            ? null
            : $"a silo without a token is asked as localhost, not as {host}";
    }
}
