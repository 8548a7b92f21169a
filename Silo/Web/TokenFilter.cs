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
}
