using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorTraining.Client.Tests.Fakes;

/// <summary>A real HTTP server whose answers a test writes one after the other; the last one is repeated.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<RequestDelegate> _answers = [];
    private int _answered;

    private ScriptedServer(WebApplication app) => _app = app;

    /// <summary>What was asked, in its order.</summary>
    public ConcurrentQueue<Asked> Requests { get; } = new();

    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts a server.</summary>
    /// <param name="port">Where it listens on the loopback; 0 for any free port.</param>
    public static async Task<ScriptedServer> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        var server = new ScriptedServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Adds the next answer.</summary>
    public ScriptedServer Then(RequestDelegate answer)
    {
        _answers.Add(answer);
        return this;
    }

    /// <summary>Adds an answer with a status and no explanation, as a proxy gives it.</summary>
    public ScriptedServer ThenStatus(HttpStatusCode status, string? retryAfter = null) => Then(context =>
    {
        context.Response.StatusCode = (int)status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    /// <summary>Adds an answer in JSON.</summary>
    public ScriptedServer ThenJson(string json, HttpStatusCode status = HttpStatusCode.OK, string mediaType = "application/json") => Then(context =>
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = mediaType;
        return context.Response.WriteAsync(json);
    });

    /// <summary>Adds an explained refusal.</summary>
    public ScriptedServer ThenProblem(HttpStatusCode status, string detail, string more = "") =>
        ThenJson($$"""{"title":"refused","status":{{(int)status}},"detail":"{{detail}}"{{more}}}""", status, "application/problem+json");

    /// <summary>Adds a request that is heard and then breaks off without an answer.</summary>
    public ScriptedServer ThenBreak() => Then(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Adds a request that is heard and never answered, until whoever asks gives up.</summary>
    public ScriptedServer ThenSilence() => Then(async context =>
    {
        var left = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(left.SetResult);
        await left.Task;
    });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = context.Request;
        Requests.Enqueue(new Asked(
            request.Method,
            $"{request.Path}{request.QueryString}",
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(context.RequestAborted)));
        var next = Interlocked.Increment(ref _answered) - 1;
        await _answers[Math.Min(next, _answers.Count - 1)](context);
    }
}
