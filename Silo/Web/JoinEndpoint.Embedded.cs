using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded;

namespace ActorTraining.Silo.Web;

/// <summary>Where members dial in.</summary>
internal static class JoinEndpoint
{
    /// <summary>Where it is.</summary>
    public const string Path = "/silo/join";

    /// <summary>Adds the endpoint, a WebSocket.</summary>
    public static void MapJoin(this IEndpointRouteBuilder routes, EmbeddedHead head)
    {
        // A server that stops waits for open requests, and this one would last as long as the member.
        var stopping = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        routes.MapGet(Path, async context =>
        {
            if (!context.WebSockets.IsWebSocketRequest)
            {
                await Results.Problem("silos join here over a WebSocket", statusCode: StatusCodes.Status426UpgradeRequired).ExecuteAsync(context);
                return;
            }

            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await head.AcceptAsync(socket, end.Token);
        });
    }
}
