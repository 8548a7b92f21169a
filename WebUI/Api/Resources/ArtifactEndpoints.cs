using System.ComponentModel;
using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Answers;
using ActorTraining.WebUI.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>The files of trials.</summary>
internal static class ArtifactEndpoints
{
    private const string Tag = "artifacts";
    private const int LeastVersion = 8;
    private const string Unknown = "application/octet-stream";

    // What a browser may show in its place. Everything else is handed over as a file.
    private static readonly string[] Shown = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml", "text/plain", "application/json", "text/csv"];

    /// <summary>Adds the endpoints.</summary>
    public static void MapArtifacts(this RouteGroupBuilder api)
    {
        api.MapGet("/experiments/{id}/artifacts", async (string id, IExperiments experiments, CancellationToken cancel) => Tagged.Json(await experiments.ArtifactsAsync(id, null, cancel)))
            .For(AccessRole.Viewer)
            .Described("listArtifacts", Tag, "The stored files of all trials.", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<ArtifactInfo>>();
        api.MapGet(
                "/experiments/{id}/trials/{number:int}/artifacts",
                async (string id, int number, IExperiments experiments, CancellationToken cancel) => Tagged.Json(await experiments.ArtifactsAsync(id, number, cancel)))
            .For(AccessRole.Viewer)
            .Described("listTrialArtifacts", Tag, "The stored files of a trial.", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<ArtifactInfo>>();
        api.MapGet("/experiments/{id}/trials/{number:int}/artifacts/{**name}", OpenAsync)
            .For(AccessRole.Viewer)
            .Described("getArtifact", Tag, "A stored file, or a range of it.", StatusCodes.Status404NotFound, StatusCodes.Status416RangeNotSatisfiable)
            .Produces<byte[]>(StatusCodes.Status200OK, Unknown)
            .Produces<byte[]>(StatusCodes.Status206PartialContent, Unknown)
            .Produces(StatusCodes.Status304NotModified);
    }

    private static async Task<IResult> OpenAsync(string id, int number, string name, HttpContext context, IExperiments experiments, [FromQuery, Description("The beginning of the file's SHA-256: an address with it can be kept for ever")] string? v, CancellationToken cancel)
    {
        var artifact = (await experiments.ArtifactsAsync(id, number, cancel)).FirstOrDefault(file => file.Name == name)
            ?? throw new FileNotFoundException($"trial {number} of '{id}' has no artifact '{name}'");
        var content = await experiments.OpenArtifactAsync(id, number, name, cancel);

        // A file comes from whoever wrote the job: a browser must not guess what it is, and must run nothing of it.
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";
        headers.CacheControl = v is { Length: >= LeastVersion } && artifact.Sha256.StartsWith(v, StringComparison.Ordinal) ? "private, max-age=31536000, immutable" : "private, no-cache";
        headers.ContentDisposition = Disposition(artifact);
        var type = MediaTypeHeaderValue.TryParse(artifact.MediaType, out var known) ? known.ToString() : Unknown;
        return Results.Stream(
            new ForwardStream(content, artifact.Size), type, entityTag: new EntityTagHeaderValue($"\"{artifact.Sha256}\""), enableRangeProcessing: true);
    }

    private static string Disposition(ArtifactInfo artifact)
    {
        var disposition = new ContentDispositionHeaderValue(Shown.Contains(artifact.MediaType, StringComparer.OrdinalIgnoreCase) ? "inline" : "attachment");
        disposition.SetHttpFileName(artifact.Name.Split('/')[^1]);
        return disposition.ToString();
    }
}
