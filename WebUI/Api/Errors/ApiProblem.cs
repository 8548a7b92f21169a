using ActorTraining.Training.Parameters;
using Microsoft.AspNetCore.WebUtilities;

namespace ActorTraining.WebUI.Api.Errors;

/// <summary>Why a request was not answered: a problem document after RFC 9457.</summary>
/// <param name="Type">What kind of problem it is: <c>about:blank</c>, the status code says it all.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The status code.</param>
/// <param name="Detail">What was wrong and what would be right, for people.</param>
/// <param name="Errors">The faults one by one, where a spec or several parameters are faulty.</param>
public sealed record ApiProblem(string Type, string Title, int Status, string Detail, IReadOnlyList<ParameterError>? Errors = null)
{
    /// <summary>The media type of problem documents.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The document for a status code.</summary>
    public static ApiProblem Of(int status, string detail, IReadOnlyList<ParameterError>? errors = null) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } reason ? reason : "Error", status, detail, errors is { Count: > 0 } ? errors : null);
}
