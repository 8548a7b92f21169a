using System.Net;
using System.Text.Json;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Tests.Api;

/// <summary>Events as they happen.</summary>
public sealed class EventStreamTests(ApiSite site)
{
    private const string Many =
        "{ name: told, job: sleep, params: { seconds: 0.2, steps: { grid: [1, 2, 3, 4, 5, 6, 7, 8] } }, objective: { metric: value, direction: maximize } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_tells_everything_from_the_beginning_to_the_end()
    {
        var id = await site.Dashboard.SubmitAsync(Many);

        var told = await ReadAsync($"experiments/{id}/events", null, int.MaxValue);

        var info = await site.Http.ReadAsync<ExperimentInfo>($"experiments/{id}");
        Assert.Equal("end", told[^1].Type);
        Assert.Equal(Sequences(1, info.LastEvent), told.Where(e => e.Id is not null).Select(e => e.Id!.Value));
        Assert.Equal(8, told.Count(e => e.Type == "trial" && e.Data.Contains("\"state\":\"completed\"")));
        Assert.All(told.SkipLast(1), e => Assert.Equal(e.Id ?? 0, JsonSerializer.Deserialize<ExperimentEvent>(e.Data, ExperimentJson.Options)!.Sequence));
    }

    [Fact]
    public async Task A_reader_whose_connection_breaks_again_and_again_misses_nothing_and_hears_nothing_twice()
    {
        var id = await site.Dashboard.SubmitAsync(Many);
        var heard = new List<long>();
        for (var part = 1; ; part++)
        {
            var told = await ReadAsync($"experiments/{id}/events", heard.Count == 0 ? null : heard[^1], part);
            heard.AddRange(told.Where(e => e.Id is not null).Select(e => e.Id!.Value));
            if (told.Count > 0 && told[^1].Type == "end")
            {
                break;
            }
        }

        var info = await site.Http.ReadAsync<ExperimentInfo>($"experiments/{id}");
        Assert.Equal(Sequences(1, info.LastEvent), heard);
    }

    [Fact]
    public async Task A_stream_of_an_ended_experiment_begins_behind_what_is_known()
    {
        var info = await site.Http.ReadAsync<ExperimentInfo>($"experiments/{site.Ended}");

        var told = await ReadAsync($"experiments/{site.Ended}/events?after={info.LastEvent - 2}", null, int.MaxValue);
        var byHeader = await ReadAsync($"experiments/{site.Ended}/events?after=0", info.LastEvent, int.MaxValue);

        Assert.Equal([info.LastEvent - 1, info.LastEvent, null], told.Select(e => e.Id));
        Assert.Equal(["end"], byHeader.Select(e => e.Type));
    }

    [Fact]
    public async Task Stored_events_are_read_page_by_page_as_json()
    {
        var info = await site.Http.ReadAsync<ExperimentInfo>($"experiments/{site.Ended}");
        var first = await site.Http.ReadAsync<Page<ExperimentEvent>>($"experiments/{site.Ended}/events?limit=3");
        var rest = await site.Http.ReadAsync<Page<ExperimentEvent>>($"experiments/{site.Ended}/events?after=3&limit=10000");
        var none = await site.Http.ReadAsync<Page<ExperimentEvent>>($"experiments/{site.Ended}/events?after={info.LastEvent}");

        Assert.Equal(Sequences(1, info.LastEvent), first.Items.Concat(rest.Items).Select(e => e.Sequence));
        Assert.Equal(info.LastEvent, first.Total);
        Assert.Empty(none.Items);
    }

    [Fact]
    public async Task Many_readers_who_do_not_read_keep_nothing_from_the_others()
    {
        var id = await site.Dashboard.SubmitAsync(Many);
        using var http = ApiSite.Client(site.Dashboard);
        var idle = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => http.SendAsync("GET", $"experiments/{id}/events", headers: ("Accept", "text/event-stream"))));

        var told = await ReadAsync($"experiments/{id}/events", null, int.MaxValue);

        Assert.All(idle, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("end", told[^1].Type);
        Assert.Equal(ExperimentState.Completed, (await site.Http.ReadAsync<ExperimentInfo>($"experiments/{id}")).State);
        Array.ForEach(idle, answer => answer.Dispose());
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused()
    {
        using var answer = await site.Http.SendAsync("GET", $"experiments/{site.Ended}/events", headers: [("Accept", "text/event-stream"), ("Last-Event-ID", "x")]);
        Assert.Contains("Last-Event-ID: 'x' is no sequence number", await answer.ProblemAsync(400));
    }

    private static IEnumerable<long> Sequences(long first, long last)
    {
        for (var sequence = first; sequence <= last; sequence++)
        {
            yield return sequence;
        }
    }

    // Reads until the end, or until so many stored events are there; then the connection is simply closed.
    private async Task<List<(long? Id, string Type, string Data)>> ReadAsync(string address, long? lastId, int most)
    {
        (string, string)[] headers = [("Accept", "text/event-stream"), .. lastId is null ? [] : new[] { ("Last-Event-ID", lastId.Value.ToString()) }];
        using var http = ApiSite.Client(site.Dashboard);
        using var answer = await http.SendAsync("GET", address, headers: headers);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        var told = new List<(long? Id, string Type, string Data)>();
        var (id, type, data) = ((long?)null, "", "");
        while (told.Count(e => e.Id is not null) < most && await reader.ReadLineAsync(Cancel) is { } line)
        {
            if (line.Length == 0 && type.Length > 0)
            {
                told.Add((id, type, data));
                (id, type, data) = (null, "", "");
            }
            else if (line.Split(": ", 2) is [var field, var value])
            {
                (id, type, data) = field switch
                {
                    "id" => (long.Parse(value), type, data),
                    "event" => (id, value, data),
                    "data" => (id, type, value),
                    _ => (id, type, data),
                };
            }
        }

        return told;
    }
}
