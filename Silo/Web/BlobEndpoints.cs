using ActorTraining.Grains.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorTraining.Silo.Web;

/// <summary>Files of trials for silos that have no store of their own.</summary>
internal static class BlobEndpoints
{
    /// <summary>Where they are.</summary>
    public const string Path = "/silo/blobs/";

    // A checkpoint of a network that a member trains; what is larger belongs into a bucket.
    private const int MostBytes = 1 << 30;

    // Each is held in memory while it arrives.
    private const int MostAtOnce = 4;

    /// <summary>Adds <c>GET</c> and <c>PUT</c> of a blob by its key.</summary>
    public static void MapBlobs(this IEndpointRouteBuilder routes, IBlobAccess blobs)
    {
        routes.MapGet(Path + "{**key}", async (string key, CancellationToken cancel) =>
        {
            try
            {
                return await blobs.OpenAsync(key, cancel) is { } content ? Results.Stream(content, "application/octet-stream") : Results.NotFound();
            }
            catch (ArgumentException e)
            {
                return Refused(e);
            }
        });
        var room = new SemaphoreSlim(MostAtOnce);
        routes.MapPut(Path + "{**key}", async (string key, HttpRequest request, CancellationToken cancel) =>
        {
            if (request.ContentLength is not { } length || length > MostBytes)
            {
                return Results.Problem($"the length of the content has to be given and at most {MostBytes} bytes", statusCode: StatusCodes.Status413PayloadTooLarge);
            }

            await room.WaitAsync(cancel);
            try
            {
                var content = new byte[length];
                await request.Body.ReadExactlyAsync(content, cancel);
                await blobs.PutAsync(key, content, cancel);
                return Results.NoContent();
            }
            catch (ArgumentException e)
            {
                return Refused(e);
            }
            finally
            {
                room.Release();
            }
        }).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytes));
    }

    private static IResult Refused(ArgumentException e) => Results.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
}
