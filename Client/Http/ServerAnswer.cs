using System.Net;
using System.Text.Json;
using ActorTraining.Client.Streams;
using ActorTraining.Experiments;

namespace ActorTraining.Client.Http;

/// <summary>One answer of a server.</summary>
/// <param name="connection">Where it came from.</param>
/// <param name="message">The answer, read as far as its head; disposed of with this.</param>
internal sealed class ServerAnswer(ServerConnection connection, HttpResponseMessage message) : IDisposable
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    private readonly ClientOptions _options = connection.Options;

    /// <summary>The status.</summary>
    public HttpStatusCode Status => message.StatusCode;

    /// <summary>Whether the server did what it was asked to.</summary>
    public bool IsSuccess => message.IsSuccessStatusCode;

    /// <summary>The SHA-256 of a file's content, where the server tells it.</summary>
    public string? Sha256 => message.Headers.ETag?.Tag.Trim('"');

    /// <summary>How long the server wants not to be asked again.</summary>
    public TimeSpan? RetryAfter => message.Headers.RetryAfter is { } told ? told.Delta ?? told.Date - _options.Clock.GetUtcNow() : null;

    /// <summary>The content as it comes.</summary>
    /// <param name="mediaType">What it has to be; null where that does not matter.</param>
    /// <param name="silence">How long it may be silent.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<SilenceLimit> OpenAsync(string? mediaType, TimeSpan silence, CancellationToken cancel)
    {
        if (mediaType is not null && message.Content.Headers.ContentType?.MediaType != mediaType)
            throw Foreign($"a {message.Content.Headers.ContentType?.MediaType ?? "text of no type"} where {mediaType} is expected; is the address right?");
        return new SilenceLimit(await message.Content.ReadAsStreamAsync(cancel), silence, _options.Clock);
    }

    /// <summary>Reads the content as JSON, and disposes of the answer.</summary>
    public async Task<T> ReadAsync<T>(CancellationToken cancel)
    {
        using (this)
        {
            await using var content = await OpenAsync(Json, _options.Timeout, cancel);
            try
            {
                return await JsonSerializer.DeserializeAsync<T>(content, ExperimentJson.Options, cancel) ?? throw new JsonException("null");
            }
            catch (Exception e) when (e is JsonException or NotSupportedException)
            {
                throw Misunderstood(e);
            }
        }
    }

    /// <summary>The error for a content that cannot be read.</summary>
    public Exception Misunderstood(Exception error) =>
        Foreign($"what this client, version {ServerConnection.Version}, does not understand; the server may be of another version ({error.Message})", error);

    /// <summary>What a refusal means.</summary>
    /// <param name="experiment">The experiment that was asked about; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Exception> FaultAsync(string? experiment, CancellationToken cancel)
    {
        var problem = await ProblemAsync(cancel);
        var text = problem?.Text ?? $"{(int)Status} {message.ReasonPhrase}";
        var cause = new HttpRequestException($"{connection.Server} answers: {text}", null, Status);
        return Status switch
        {
            HttpStatusCode.Unauthorized => new UnauthorizedAccessException(Unauthorized(), cause),
            HttpStatusCode.Forbidden => new UnauthorizedAccessException($"{connection.Server} does not permit this: {text}", cause),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Foreign($"that it is elsewhere: {message.Headers.Location}; give that address"),
            HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests => cause,
            HttpStatusCode.ServiceUnavailable => problem is null ? cause : new StoreException(text, cause),
            _ when problem is null => Foreign($"{text} and no reason, as no ActorTraining server does; is the address right?"),
            // The faults of a question are those of its arguments, the faults of a command those of a spec.
            HttpStatusCode.BadRequest => problem.Errors is { Count: > 0 } errors && message.RequestMessage?.Method != HttpMethod.Get
                ? new InvalidSpecException(errors)
                : new ArgumentException(text, cause),
            HttpStatusCode.NotFound => (Exception?)Missing(experiment, text) ?? cause,
            HttpStatusCode.Conflict => new InvalidOperationException(text, cause),
            _ => cause,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => message.Dispose();

    private async Task<Problem?> ProblemAsync(CancellationToken cancel)
    {
        if (message.Content.Headers.ContentType?.MediaType != ProblemJson)
            return null;
        try
        {
            await using var content = await OpenAsync(ProblemJson, _options.Timeout, cancel);
            return await JsonSerializer.DeserializeAsync<Problem>(content, ExperimentJson.Options, cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Both sides have the words from the exception itself; anything else that is missing is a trial, a file or an address.
    private static UnknownExperimentException? Missing(string? experiment, string text) =>
        experiment is not null && new UnknownExperimentException(experiment) is var unknown && text == unknown.Message ? unknown : null;

    private string Unauthorized() => connection.HasToken
        ? $"{connection.Server} does not know the token that was given"
        : $"{connection.Server} wants a token, and none was given ({ActorTrainingClient.TokenVariable} can have it)";

    private ForeignAnswerException Foreign(string what, Exception? inner = null) => new($"{connection.Server} answers {what}", Status, inner);
}
