using System.Text.Json;
using System.Text.RegularExpressions;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Search;
using ActorTraining.Training.Parameters;

namespace ActorTraining.WebUI.Api.Errors;

/// <summary>Answers every failure of the API with a problem document, and never with a trace.</summary>
internal sealed partial class ApiProblems(RequestDelegate next, ILogger<ApiProblems> log)
{
    private const string RetrySeconds = "5";

    /// <summary>Answers a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            if (context.Response.HasStarted)
            {
                // Half an answer must not look like a whole one.
                LogBroken(context.Request.Method, context.Request.Path, e);
                context.Abort();
                return;
            }

            var problem = Of(e);
            if (problem.Status >= StatusCodes.Status500InternalServerError)
            {
                LogFailed(context.Request.Method, context.Request.Path, e);
            }

            context.Response.Headers.Clear();
            if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            {
                context.Response.Headers.RetryAfter = RetrySeconds;
            }

            await WriteAsync(context, problem);
            return;
        }

        // A range that a file does not have is refused with the type of the file and nothing in it.
        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } or { HasStarted: false, StatusCode: StatusCodes.Status416RangeNotSatisfiable })
        {
            await WriteAsync(context, ApiProblem.Of(context.Response.StatusCode, Said(context)));
        }
    }

    /// <summary>Writes a problem document.</summary>
    public static async Task WriteAsync(HttpContext context, ApiProblem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.ContentLength = null;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(problem, ExperimentJson.Options, ApiProblem.MediaType, context.RequestAborted);
    }

    private static ApiProblem Of(Exception error) => error switch
    {
        ApiException e => ApiProblem.Of(e.Status, e.Message, e.Errors),
        InvalidSpecException e => ApiProblem.Of(StatusCodes.Status400BadRequest, e.Errors.Count == 1 ? e.Errors[0].ToString() : $"{e.Errors.Count} faults", e.Errors),
        SearchException e => ApiProblem.Of(StatusCodes.Status400BadRequest, e.Message),
        BadHttpRequestException e => Unreadable(e),
        UnknownExperimentException or FileNotFoundException => ApiProblem.Of(StatusCodes.Status404NotFound, error.Message),
        KeyReusedException => ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, $"Idempotency-Key: {error.Message}"),
        UnauthorizedAccessException => ApiProblem.Of(StatusCodes.Status403Forbidden, error.Message),
        InvalidOperationException => ApiProblem.Of(StatusCodes.Status409Conflict, error.Message),
        StoreException or TimeoutException => ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, error.Message),
        InvalidDataException => ApiProblem.Of(StatusCodes.Status500InternalServerError, error.Message),
        _ => ApiProblem.Of(StatusCodes.Status500InternalServerError, "something went wrong that was not expected; the server's log tells more"),
    };

    private static ApiProblem Unreadable(BadHttpRequestException error)
    {
        if (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ApiProblem.Of(error.StatusCode, "the body of the request is larger than this endpoint takes");
        }

        if (FailedParameter().Match(error.Message) is { Success: true } parameter)
        {
            var (name, value) = (JsonNamingPolicy.CamelCase.ConvertName(parameter.Groups["name"].Value), parameter.Groups["value"].Value);
            var fault = new ParameterError(name, $"'{value}' is not understood");
            return ApiProblem.Of(StatusCodes.Status400BadRequest, fault.ToString(), [fault]);
        }

        return error switch
        {
            { InnerException: JsonException { Path: { Length: > 1 } path } json } when json.Message.Contains("could not be converted", StringComparison.Ordinal) =>
                ApiProblem.Of(StatusCodes.Status400BadRequest, $"the body is not the JSON that is expected here: what stands at '{path}' (line {json.LineNumber + 1}) is of another kind than what belongs there"),
            { InnerException: JsonException json } => ApiProblem.Of(StatusCodes.Status400BadRequest, $"the body is not the JSON that is expected here: {json.Message}"),
            { StatusCode: StatusCodes.Status415UnsupportedMediaType } => ApiProblem.Of(error.StatusCode, "the body has to be application/json"),
            _ => ApiProblem.Of(error.StatusCode, error.Message),
        };
    }

    private static string Said(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => "a valid token is needed: Authorization: Bearer <token>",
        StatusCodes.Status403Forbidden => "the role of this token does not permit that",
        StatusCodes.Status404NotFound => $"there is nothing at {context.Request.Path}",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible here; {context.Response.Headers.Allow} is",
        StatusCodes.Status415UnsupportedMediaType => $"a body of type '{context.Request.ContentType}' is not taken here",
        StatusCodes.Status416RangeNotSatisfiable => "the file has no such range; Content-Range says how long it is",
        StatusCodes.Status429TooManyRequests => "too many requests; the header Retry-After says when to come again",
        var status => ApiProblem.Of(status, "").Title,
    };

    [GeneratedRegex("^Failed to bind parameter \"\\S+ (?<name>\\S+)\" from \"(?<value>.*)\"\\.$", RegexOptions.Singleline)]
    private static partial Regex FailedParameter();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailed(string method, string path, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to {Method} {Path} broke off")]
    private partial void LogBroken(string method, string path, Exception e);
}
