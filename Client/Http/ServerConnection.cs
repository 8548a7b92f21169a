using System.Net.Http.Headers;

namespace ActorTraining.Client.Http;

/// <summary>Sends requests to one server, again where that may help, and turns its answers into values and exceptions.</summary>
internal sealed class ServerConnection : IDisposable
{
    private static readonly ProductInfoHeaderValue Agent = new("ActorTraining.Client", Version);

    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly AuthenticationHeaderValue? _token;
    private readonly Uri _api;

    /// <summary>Creates a connection; nothing is sent yet.</summary>
    public ServerConnection(Uri server, string? token, ClientOptions options)
    {
        Server = server;
        Options = options;
        _api = new Uri(server.AbsoluteUri.TrimEnd('/') + "/api/v1/");
        _token = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        _ownsHttp = options.Http is null;
        // A redirection would lose the token on its way, and a POST would become a GET: the user shall give the right address.
        _http = options.Http ?? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The version of this client.</summary>
    public static string Version => typeof(ServerConnection).Assembly.GetName().Version!.ToString(3);

    /// <summary>Where the server is.</summary>
    public Uri Server { get; }

    /// <summary>How it is reached.</summary>
    public ClientOptions Options { get; }

    /// <summary>Whether a token goes with every request.</summary>
    public bool HasToken => _token is not null;

    /// <summary>A request below <c>/api/v1</c>.</summary>
    public HttpRequestMessage Request(HttpMethod method, object path, string accept = "application/json")
    {
        var request = new HttpRequestMessage(method, new Uri(_api, path.ToString()));
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Authorization = _token;
        return request;
    }

    /// <summary>Asks something.</summary>
    /// <param name="path">The address below <c>/api/v1</c>.</param>
    /// <param name="experiment">The experiment that it is about; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<T> GetAsync<T>(QueryText path, string? experiment, CancellationToken cancel) =>
        SendAsync(() => Request(HttpMethod.Get, path), Repetition.Always, experiment, (answer, stop) => answer.ReadAsync<T>(stop), RetrySchedule.ForCall(Options), cancel);

    /// <summary>Sends a request until it is answered, and gives the answer with its content still to be read.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public Task<ServerAnswer> OpenAsync(Func<HttpRequestMessage> create, Repetition repetition, string? experiment, RetrySchedule schedule, CancellationToken cancel) =>
        SendAsync(create, repetition, experiment, (answer, _) => Task.FromResult(answer), schedule, cancel);

    /// <summary>Sends a request until it is answered, and reads the answer.</summary>
    /// <param name="create">Makes the request, a new one for each try.</param>
    /// <param name="repetition">Whether it may be sent again.</param>
    /// <param name="experiment">The experiment that it is about; null for none.</param>
    /// <param name="read">Reads a successful answer and disposes of it; when the connection breaks meanwhile, all is done again.</param>
    /// <param name="schedule">When to try again.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<T> SendAsync<T>(
        Func<HttpRequestMessage> create,
        Repetition repetition,
        string? experiment,
        Func<ServerAnswer, CancellationToken, Task<T>> read,
        RetrySchedule schedule,
        CancellationToken cancel)
    {
        while (true)
        {
            FailedTry failed;
            try
            {
                var answer = await AnswerAsync(create, cancel);
                if (answer.IsSuccess)
                    return await read(answer, cancel);
                using (answer)
                    failed = FailedTry.Refused(await answer.FaultAsync(experiment, cancel), answer.Status, answer.RetryAfter, repetition);
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                failed = FailedTry.Broken(broken, repetition);
            }

            if (!failed.MayPassAway || !await schedule.WaitAsync(failed.Told, cancel))
                throw failed.Explained(Server, schedule);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsHttp)
            _http.Dispose();
    }

    private async Task<ServerAnswer> AnswerAsync(Func<HttpRequestMessage> create, CancellationToken cancel)
    {
        using var request = create();
        using var limit = new CancellationTokenSource(Options.Timeout, Options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return new ServerAnswer(this, await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            var longest = limit.IsCancellationRequested ? Options.Timeout : _http.Timeout;
            throw new HttpRequestException($"no answer within {longest.TotalSeconds:0.#} s");
        }
    }
}
