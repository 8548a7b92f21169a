using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorTraining.Client.Http;
using ActorTraining.Experiments;

namespace ActorTraining.Client.Streams;

/// <summary>The events of one experiment as a server sends them. Where the connection breaks, or the server starts anew, it goes on behind the last stored event that came.</summary>
internal sealed class EventStream(ServerConnection connection, string experiment)
{
    private const string MediaType = "text/event-stream";
    private const string End = "end";

    // A newer server may tell of more than this client knows.
    private static readonly HashSet<string> Known = ["experiment", "trial", "progress", "log", "adjusted", "scheduled"];

    /// <summary>Reads to the end of the experiment.</summary>
    /// <param name="after">The sequence number of the last event that is known.</param>
    /// <param name="cancel">Ends the stream.</param>
    public async IAsyncEnumerable<ExperimentEvent> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        var schedule = RetrySchedule.ForStream(connection.Options);
        Exception? trouble;
        do
        {
            using var answer = await ConnectAsync(after, schedule, cancel);
            await using var content = await answer.OpenAsync(MediaType, connection.Options.Silence, cancel);
            await using var items = SseParser.Create(content, Parse).EnumerateAsync(cancel).GetAsyncEnumerator(cancel);
            while (true)
            {
                (var came, var item, trouble) = await NextAsync(answer, items);
                if (!came)
                    break;
                if (item.EventType == End)
                    yield break;
                var sequence = item.Data?.Sequence ?? SequenceOf(item.EventId);
                if (sequence > 0 && sequence <= after)
                    continue;
                after = Math.Max(after, sequence);
                if (item.Data is { } happened)
                    yield return happened;
            }

            if (content.Heard)
                schedule.Reset();
        }
        while (await schedule.WaitAsync(null, cancel));
        throw FailedTry.Broken(trouble ?? new IOException("it was closed before the experiment came to its end"), Repetition.Always).Explained(connection.Server, schedule);
    }

    private Task<ServerAnswer> ConnectAsync(long after, RetrySchedule schedule, CancellationToken cancel) => connection.OpenAsync(
        () =>
        {
            var request = connection.Request(HttpMethod.Get, new QueryText("experiments", experiment, "events"), MediaType);
            request.Headers.Add("Last-Event-ID", after.ToString(CultureInfo.InvariantCulture));
            return request;
        },
        Repetition.Always,
        experiment,
        schedule,
        cancel);

    private static async Task<(bool Came, SseItem<ExperimentEvent?> Item, Exception? Trouble)> NextAsync(ServerAnswer answer, IAsyncEnumerator<SseItem<ExperimentEvent?>> items)
    {
        try
        {
            return await items.MoveNextAsync() ? (true, items.Current, null) : default;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return (false, default, broken);
        }
        catch (Exception unread) when (unread is JsonException or NotSupportedException)
        {
            throw answer.Misunderstood(unread);
        }
    }

    private static ExperimentEvent? Parse(string type, ReadOnlySpan<byte> data) =>
        Known.Contains(type) ? JsonSerializer.Deserialize<ExperimentEvent>(data, ExperimentJson.Options) : null;

    private static long SequenceOf(string? id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;
}
