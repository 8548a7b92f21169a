using ActorTraining.WebUI.Api.Answers;
using ActorTraining.WebUI.Api.Errors;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>Whether a table is wanted as JSON or as CSV.</summary>
internal static class TableFormat
{
    /// <summary>By the query, which a link can carry, or else by the header Accept.</summary>
    /// <param name="request">The request.</param>
    /// <param name="format">What the query says: <c>csv</c>, <c>json</c> or nothing.</param>
    /// <exception cref="ApiException">Neither is accepted.</exception>
    public static bool IsCsv(HttpRequest request, string? format) => format switch
    {
        null => request.Accepted("application/json", CsvAnswer.MediaType) == CsvAnswer.MediaType,
        "csv" => true,
        "json" => false,
        _ => throw new ApiException(StatusCodes.Status400BadRequest, $"format: '{format}' is neither csv nor json"),
    };
}
