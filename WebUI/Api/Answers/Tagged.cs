using System.Security.Cryptography;
using System.Text.Json;
using ActorTraining.Experiments;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ActorTraining.WebUI.Api.Answers;

/// <summary>An answer with a tag of its content: whoever names the tag in If-None-Match and has it already gets 304 and no content.</summary>
/// <param name="content">The content.</param>
/// <param name="mediaType">Its media type.</param>
internal sealed class Tagged(byte[] content, string mediaType) : IResult
{
    /// <summary>A value as JSON.</summary>
    public static Tagged Json<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, ExperimentJson.Options), "application/json");

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = new EntityTagHeaderValue($"\"{WebEncoders.Base64UrlEncode(SHA256.HashData(content).AsSpan(0, 16).ToArray())}\"");
        var response = httpContext.Response;
        response.GetTypedHeaders().ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = HeaderNames.Accept;
        var known = httpContext.Request.GetTypedHeaders().IfNoneMatch;
        if (known.Any(other => other.Tag == "*" || other.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        (response.ContentType, response.ContentLength) = (mediaType, content.Length);
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(content, httpContext.RequestAborted);
        }
    }
}
