using System.Globalization;
using ActorTraining.Experiments;
using Microsoft.AspNetCore.WebUtilities;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>How long lists are read in parts.</summary>
internal static class Pages
{
    /// <summary>The rows of a page where nothing else was asked for.</summary>
    public const int Limit = 100;

    /// <summary>The most rows of a page.</summary>
    public const int MostLimit = 10_000;

    /// <summary>Tells with the header Link where the pages beside this one are.</summary>
    public static void Link<T>(this HttpContext context, Page<T> page, int offset, int limit)
    {
        var links = new List<string>();
        if (offset + page.Items.Count < page.Total && page.Items.Count > 0)
        {
            links.Add($"<{Address(context.Request, offset + limit, limit)}>; rel=\"next\"");
        }

        if (offset > 0)
        {
            links.Add($"<{Address(context.Request, Math.Max(0, offset - limit), Math.Min(limit, offset))}>; rel=\"prev\"");
        }

        if (links.Count > 0)
        {
            context.Response.Headers.Link = string.Join(", ", links);
        }
    }

    private static string Address(HttpRequest request, int offset, int limit)
    {
        var query = request.Query
            .Where(given => given.Key is not ("offset" or "limit"))
            .SelectMany(given => given.Value, (given, value) => KeyValuePair.Create(given.Key, value))
            .Append(KeyValuePair.Create("offset", (string?)offset.ToString(CultureInfo.InvariantCulture)))
            .Append(KeyValuePair.Create("limit", (string?)limit.ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString($"{request.PathBase}{request.Path}", query);
    }
}
