using System.Text;

namespace ActorTraining.WebUI.Api.Answers;

/// <summary>A table as CSV after RFC 4180, written row by row.</summary>
/// <param name="file">The name under which a browser keeps it.</param>
/// <param name="rows">The rows, the names of the columns first.</param>
internal sealed class CsvAnswer(string file, IAsyncEnumerable<IReadOnlyList<object?>> rows) : IResult
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/csv";

    private const int FlushAt = 32 << 10;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
        response.Headers.CacheControl = "no-store";
        var text = new StringBuilder();
        await foreach (var row in rows.WithCancellation(httpContext.RequestAborted))
        {
            CsvText.Append(text, row);
            if (text.Length >= FlushAt)
            {
                await response.WriteAsync(text.ToString(), httpContext.RequestAborted);
                text.Clear();
            }
        }

        await response.WriteAsync(text.ToString(), httpContext.RequestAborted);
    }
}
