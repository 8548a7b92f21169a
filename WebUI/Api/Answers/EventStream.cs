using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Api.Answers;

/// <summary>The events of an experiment as server-sent events. A stored event carries its sequence number as its id, so that a browser or a script can resume behind it.</summary>
/// <param name="events">The events.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Tells that the server is about to stop.</param>
internal sealed class EventStream(Func<CancellationToken, IAsyncEnumerable<ExperimentEvent>> events, TimeProvider time, CancellationToken stopping) : IResult
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/event-stream";

    // Shorter than the patience of common proxies.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.WriteAsync("retry: 2000\n\n", end.Token);
        await response.Body.FlushAsync(end.Token);
        try
        {
            await WriteAsync(response, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader has gone, or resumes elsewhere.
        }
        catch (Exception e) when (e is StoreException or TimeoutException or UnknownExperimentException)
        {
            // Without the event that says the end, so that the reader comes again and is told then.
        }
    }

    private async Task WriteAsync(HttpResponse response, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var reader = events(stop.Token).GetAsyncEnumerator(stop.Token);
        Task<bool> next = reader.MoveNextAsync().AsTask();
        try
        {
            for (; await NextAsync(response, next, cancel); next = reader.MoveNextAsync().AsTask())
            {
                await response.WriteAsync(Text(reader.Current), cancel);
            }

            await response.WriteAsync("event: end\ndata: {}\n\n", cancel);
            await response.Body.FlushAsync(cancel);
        }
        finally
        {
            // Events cannot be put away while the next one is waited for.
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Whether there is another event. What was written goes out before it is waited for, and a comment after every quiet time.
    private async Task<bool> NextAsync(HttpResponse response, Task<bool> next, CancellationToken cancel)
    {
        while (!next.IsCompleted)
        {
            await response.Body.FlushAsync(cancel);
            if (!await IsThereAsync(next, cancel))
            {
                await response.WriteAsync(": all quiet\n\n", cancel);
            }
        }

        return await next;
    }

    private async Task<bool> IsThereAsync(Task<bool> next, CancellationToken cancel)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var first = await Task.WhenAny(next, Task.Delay(Quiet, time, waiting.Token));
        await waiting.CancelAsync();
        cancel.ThrowIfCancellationRequested();
        return first == next;
    }

    private static string Text(ExperimentEvent happened)
    {
        var text = new StringBuilder();
        if (happened.Sequence > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {happened.Sequence}\n");
        }

        var type = happened switch
        {
            ExperimentChanged => "experiment",
            TrialChanged => "trial",
            TrialProgressed => "progress",
            TrialLogged => "log",
            TrialScheduled => "scheduled",
            _ => "adjusted",
        };
        return text.Append("event: ").Append(type).Append("\ndata: ").Append(JsonSerializer.Serialize(happened, ExperimentJson.Options)).Append("\n\n").ToString();
    }
}
