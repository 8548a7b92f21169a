using System.Net;
using ActorTraining.Client.Tests.Fakes;
using ActorTraining.Experiments;
using Microsoft.AspNetCore.Http;

namespace ActorTraining.Client.Tests.Streams;

public sealed class EventStreamTests : IAsyncLifetime
{
    private readonly ImpatientClock _clock = new();
    private ScriptedServer _server = null!;
    private ActorTrainingClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = ClientOn.Server(_server, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Stored_and_passing_events_come_in_their_order_until_the_end()
    {
        _server.Then(Events(": sign of life", Log(1), Passing(), Log(2), End));

        Assert.Equal([1, 0, 2], await SequencesAsync());
        Assert.Equal("/api/v1/experiments/a/events", _server.Requests.Single().Address);
        Assert.Equal("text/event-stream", _server.Requests.Single().Header("Accept"));
        Assert.Equal("0", _server.Requests.Single().Header("Last-Event-ID"));
    }

    [Fact]
    public async Task After_a_break_it_goes_on_without_gap_or_repetition()
    {
        _server
            .Then(Events(Log(4), Log(5), Passing(), Break))
            .ThenStatus(HttpStatusCode.BadGateway)
            .Then(Events(Log(5), Log(6))) // closed in good order, but before the end
            .ThenBreak()
            .Then(Events(Log(7), End));

        Assert.Equal([4, 5, 0, 6, 7], await SequencesAsync(after: 3));
        Assert.Equal(["3", "5", "5", "6", "6"], _server.Requests.Select(request => request.Header("Last-Event-ID")));
    }

    [Fact]
    public async Task A_server_that_is_away_is_waited_for_until_patience_ends()
    {
        _server.Then(Events(Log(1), Break));
        await using var events = _client.WatchAsync("a", 0, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await events.MoveNextAsync());
        await _server.DisposeAsync();

        var error = await Assert.ThrowsAsync<HttpRequestException>(async () => await events.MoveNextAsync());
        Assert.Contains("cannot be reached", error.Message);
        Assert.InRange(_clock.Waits.Sum(wait => wait.TotalSeconds), 600, 631);
        Assert.True(_clock.Waits.Max() <= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_server_that_comes_back_finds_the_stream_going_on()
    {
        _server.Then(Events(Log(1), Break));
        // On this clock waits take no time, while a server takes some to start.
        using var client = ClientOn.Server(_server, _clock, with: options => options with { Patience = TimeSpan.FromDays(3650) });
        await using var events = client.WatchAsync("a", 0, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await events.MoveNextAsync());
        var port = _server.Address.Port;
        await _server.DisposeAsync();
        var next = events.MoveNextAsync();
        await using var again = (await ScriptedServer.StartAsync(port)).Then(Events(Log(2), End));

        Assert.True(await next);
        Assert.Equal(2, events.Current.Sequence);
        Assert.False(await events.MoveNextAsync());
        Assert.Equal("1", again.Requests.Last().Header("Last-Event-ID"));
    }

    [Fact]
    public async Task A_connection_that_has_gone_silent_is_given_up()
    {
        var silent = new TaskCompletionSource();
        _server.Then(async context =>
        {
            await Events(Log(1))(context);
            silent.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }).Then(Events(Log(2), End));
        await using var events = _client.WatchAsync("a", 0, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await events.MoveNextAsync());
        var next = events.MoveNextAsync().AsTask();
        await silent.Task.WaitAsync(Cancel);
        _clock.RunOut();

        Assert.True(await next);
        Assert.Equal(2, events.Current.Sequence);
    }

    [Fact]
    public async Task What_a_newer_server_tells_besides_is_passed_over_and_not_asked_for_again()
    {
        _server.Then(Events("id: 1\nevent: weather\ndata: {\"rain\":true}", Break)).Then(Events(Log(2), End));

        Assert.Equal([2], await SequencesAsync());
        Assert.Equal("1", _server.Requests.Last().Header("Last-Event-ID"));
    }

    [Fact]
    public async Task An_unknown_or_deleted_experiment_ends_the_stream()
    {
        _server.Then(Events(Log(1), Break)).ThenProblem(HttpStatusCode.NotFound, "there is no experiment 'a'");

        await Assert.ThrowsAsync<UnknownExperimentException>(() => SequencesAsync());
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task Events_that_cannot_be_read_are_another_versions()
    {
        _server.Then(Events("id: 1\nevent: log\ndata: {\"type\":\"log\"", End));

        Assert.Contains("the server may be of another version", (await Assert.ThrowsAnyAsync<HttpRequestException>(() => SequencesAsync())).Message);
    }

    [Fact]
    public async Task Whoever_watches_can_leave()
    {
        using var leave = new CancellationTokenSource();
        _server.Then(async context =>
        {
            await Events(Log(1))(context);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _client.WatchAsync("a", 0, leave.Token))
                await leave.CancelAsync();
        });
    }

    [Fact]
    public async Task Waiting_ends_with_the_experiment()
    {
        _server.ThenJson(Json.Of(Json.Experiment("a", lastEvent: 8))).Then(Events(Log(9), End)).ThenJson(Json.Of(Json.Experiment("a", ExperimentState.Completed, 9)));

        Assert.Equal(ExperimentState.Completed, (await _client.WaitAsync("a", Cancel)).State);
        Assert.Equal("8", _server.Requests.ElementAt(1).Header("Last-Event-ID"));
    }

    private const string End = "event: end\ndata: {}";
    private const string Break = "break";

    private async Task<List<long>> SequencesAsync(long after = 0) =>
        await _client.WatchAsync("a", after, Cancel).Select(happened => happened.Sequence).ToListAsync(Cancel);

    private static string Log(long sequence) =>
        $"id: {sequence}\nevent: log\ndata: {Json.Of<ExperimentEvent>(new TrialLogged(sequence, DateTimeOffset.UnixEpoch, 1, 1, "hello"))}";

    private static string Passing()
    {
        var trial = new TrialInfo { Number = 1, State = TrialState.Running, Parameters = default, Choices = new Dictionary<string, System.Text.Json.JsonElement>() };
        return $"event: progress\ndata: {Json.Of<ExperimentEvent>(new TrialProgressed(0, DateTimeOffset.UnixEpoch, trial with { Parameters = System.Text.Json.JsonSerializer.SerializeToElement(new { }) }, []))}";
    }

    private static RequestDelegate Events(params string[] blocks) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        if (blocks.Contains(Break))
            context.Response.ContentLength = 1_000_000; // which never come: the connection is closed, and nothing of what was sent is lost
        foreach (var block in blocks)
        {
            if (block == Break)
                return;

            await context.Response.WriteAsync(block + "\n\n");
            await context.Response.Body.FlushAsync();
        }
    };
}
