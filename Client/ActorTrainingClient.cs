using ActorTraining.Client.Http;
using ActorTraining.Experiments;

namespace ActorTraining.Client;

/// <summary>The experiments of a server: everything that <see cref="IExperiments"/> can do, over HTTP.</summary>
/// <remarks>
/// <para>Calls that may be repeated without harm are tried again when the connection fails and when the server, or a proxy before it, answers 429, 502, 503 or 504:
/// all questions; submitting and cloning, which carry a key by which the server knows a repetition; pausing, resuming, stopping, configuring and deleting; asking for a trial (one whose answer was lost comes back when its lease ends) and telling of it with a number.
/// Extending an experiment, adding trials, cancelling a trial and adjusting one are tried again only where the server cannot have begun with it.
/// The waits double and are partly random; where the server says how long (<c>Retry-After</c>), that counts.</para>
/// <para>Beside the exceptions of <see cref="IExperiments"/>, every member may throw <see cref="HttpRequestException"/> (the server cannot be reached, or what answers is none; the message says which),
/// <see cref="UnauthorizedAccessException"/> (it wants a token, does not know the given one, or the token's role is too low) and <see cref="StoreException"/> (the server's store is away).</para>
/// <para>One client may be used by many threads at once.</para>
/// </remarks>
/// <example>
/// <code>
/// using var client = new ActorTrainingClient(new Uri("http://localhost:5080"));
/// var id = await client.SubmitFileAsync("sweep.yaml");
/// await foreach (var happened in client.WatchAsync(id))
///     Console.WriteLine(happened);
/// Console.WriteLine($"best: {(await client.GetAsync(id)).BestValue}");
/// </code>
/// </example>
public sealed partial class ActorTrainingClient : IExperiments, IDisposable
{
    /// <summary>The environment variable with the server's address.</summary>
    public const string ServerVariable = "ACTORTRAINING_SERVER";

    /// <summary>The environment variable with the token.</summary>
    public const string TokenVariable = "ACTORTRAINING_TOKEN";

    private readonly ServerConnection _connection;

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="server">The server's address, for example <c>http://localhost:5080</c>; a path in it is kept.</param>
    /// <param name="token">The token that the server knows; null where it wants none.</param>
    /// <param name="options">How the server is reached; null for the defaults.</param>
    /// <exception cref="ArgumentException">The address is not one of HTTP or HTTPS, or the token has characters that a header cannot have.</exception>
    public ActorTrainingClient(Uri server, string? token = null, ClientOptions? options = null)
    {
        if (!server.IsAbsoluteUri || server.Scheme is not ("http" or "https"))
            throw new ArgumentException($"'{server}' is no address of a server; one is for example http://localhost:5080", nameof(server));
        if (token is not null && (token.Length == 0 || token.Any(c => c is <= ' ' or > '~')))
            throw new ArgumentException("the token is empty, or has spaces, line ends or characters beyond ASCII in it", nameof(token));
        _connection = new ServerConnection(server, token, options ?? new ClientOptions());
    }

    /// <summary>The server's address.</summary>
    public Uri Server => _connection.Server;

    /// <summary>A client for the server that <c>ACTORTRAINING_SERVER</c> names, otherwise for <c>http://localhost:5080</c>, with the token of <c>ACTORTRAINING_TOKEN</c>.</summary>
    /// <param name="options">How the server is reached; null for the defaults.</param>
    /// <exception cref="ArgumentException">The address or the token is none.</exception>
    /// <example><code>using var client = ActorTrainingClient.FromEnvironment();</code></example>
    public static ActorTrainingClient FromEnvironment(ClientOptions? options = null)
    {
        var server = Variable(ServerVariable) ?? "http://localhost:5080";
        return Uri.TryCreate(server, UriKind.Absolute, out var address)
            ? new ActorTrainingClient(address, Variable(TokenVariable), options)
            : throw new ArgumentException($"{ServerVariable} is '{server}', which is no address of a server; one is for example http://localhost:5080");
    }

    /// <summary>Closes the connections, unless they belong to an <see cref="HttpClient"/> that was given.</summary>
    public void Dispose() => _connection.Dispose();

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value.Trim() : null;
}
