using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorTraining.Silo.Web;

/// <summary>What orchestrators ask. It tells nothing that needs a token.</summary>
internal static class HealthEndpoints
{
    /// <summary>Adds <c>/healthz</c>, which answers while the process lives, and <c>/readyz</c>, which answers 503 while it takes no work.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes, Readiness readiness)
    {
        routes.MapGet("/healthz", () => Results.Text("healthy"));
        routes.MapGet("/readyz", () => Results.Text(readiness.State, statusCode: readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable));
    }
}
