using ActorTraining.WebUI.Api.Errors;

namespace ActorTraining.WebUI.Api;

/// <summary>What every endpoint of the API says of itself.</summary>
internal static class Endpoints
{
    private static readonly int[] Always =
        [StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable];

    /// <summary>Describes an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">The name of its operation, in camel case and unique.</param>
    /// <param name="tag">What it is about.</param>
    /// <param name="summary">A sentence for people.</param>
    /// <param name="errors">The errors that it answers besides those of every endpoint.</param>
    public static RouteHandlerBuilder Described(this RouteHandlerBuilder endpoint, string name, string tag, string summary, params ReadOnlySpan<int> errors)
    {
        endpoint.WithName(name).WithTags(tag).WithSummary(summary);
        foreach (var status in (int[])[.. Always, .. errors])
        {
            endpoint.Produces<ApiProblem>(status, ApiProblem.MediaType);
        }

        return endpoint;
    }
}
