using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ActorTraining.Client.Tests.Fakes;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using Microsoft.AspNetCore.Http;

namespace ActorTraining.Client.Tests;

public sealed class RetryTests : IAsyncLifetime
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

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_question_is_asked_again_where_the_trouble_may_pass(HttpStatusCode trouble)
    {
        _server.ThenStatus(trouble).ThenStatus(trouble).ThenJson(Json.EmptyPage);

        Assert.Equal(0, (await _client.ListAsync(new ExperimentQuery(), Cancel)).Total);
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task Waits_double_and_are_up_to_half_shorter_by_chance()
    {
        _server.ThenStatus(HttpStatusCode.BadGateway);
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => _client.ClusterAsync(Cancel));

        Assert.Equal(HttpStatusCode.BadGateway, error.StatusCode);
        Assert.Equal(6, _server.Requests.Count);
        Assert.Equal(5, _clock.Waits.Count);
        double[] longest = [0.5, 1, 2, 4, 8];
        for (var i = 0; i < longest.Length; i++)
            Assert.InRange(_clock.Waits[i].TotalSeconds, longest[i] / 2, longest[i]);
        Assert.True(_clock.Waits.Select((wait, i) => wait.TotalSeconds / longest[i]).Distinct().Count() > 1, "the random part is always the same");
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait()
    {
        _server.ThenStatus(HttpStatusCode.TooManyRequests, "7").ThenStatus(HttpStatusCode.ServiceUnavailable, "Thu, 01 Jan 1970 00:00:27 GMT").ThenJson(Json.EmptyPage);

        await _client.ListAsync(new ExperimentQuery(), Cancel);
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(20)], _clock.Waits);
    }

    [Fact]
    public async Task A_wait_beyond_all_patience_is_not_begun()
    {
        _server.ThenStatus(HttpStatusCode.TooManyRequests, "7200");

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.ListAsync(new ExperimentQuery(), Cancel));
        Assert.Single(_server.Requests);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Submitting_again_after_a_lost_answer_carries_the_same_key()
    {
        _server.ThenBreak().ThenStatus(HttpStatusCode.GatewayTimeout).ThenJson("""{"id":"digits-abcdef"}""", HttpStatusCode.Created);

        Assert.Equal("digits-abcdef", await _client.SubmitAsync(Json.Experiment().Spec, Cancel));
        var keys = _server.Requests.Select(request => request.Header("Idempotency-Key")).ToList();
        Assert.Equal(3, keys.Count);
        Assert.NotNull(keys[0]);
        Assert.Single(keys.Distinct());
        Assert.Single(_server.Requests.Select(request => request.Body).Distinct());

        await _client.SubmitAsync(Json.Experiment().Spec, Cancel);
        Assert.NotEqual(keys[0], _server.Requests.Last().Header("Idempotency-Key"));
    }

    [Fact]
    public async Task A_clone_carries_a_key_as_well()
    {
        _server.ThenBreak().ThenJson("""{"id":"digits-ghijkl"}""", HttpStatusCode.Created);

        Assert.Equal("digits-ghijkl", await _client.CloneAsync("digits-abcdef", [], Cancel));
        Assert.Single(_server.Requests.Select(request => request.Header("Idempotency-Key")).Distinct());
    }

    [Fact]
    public async Task What_would_count_twice_is_not_repeated_once_it_may_have_been_heard()
    {
        _server.ThenBreak();
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.ExtendAsync("a", [SpecOverride.Parse("search.trials=5")], Cancel));
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.CancelTrialAsync("a", 1, Cancel));
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.AdjustAsync("a", 1, "lr", JsonSerializer.SerializeToElement(1), Cancel));

        Assert.Equal(3, _server.Requests.Count);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task What_would_count_twice_is_repeated_where_the_server_said_that_it_did_not_begin()
    {
        _server.ThenStatus(HttpStatusCode.TooManyRequests).ThenStatus(HttpStatusCode.NoContent);

        await _client.CancelTrialAsync("a", 1, Cancel);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_is_not_an_error()
    {
        _server.ThenBreak().ThenProblem(HttpStatusCode.NotFound, "there is no experiment 'a'");
        await _client.DeleteAsync("a", Cancel);

        await Assert.ThrowsAsync<UnknownExperimentException>(() => _client.DeleteAsync("a", Cancel));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again()
    {
        _server.Then(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 1000;
            return context.Response.WriteAsync("""{"items":[""");
        }).ThenJson(Json.EmptyPage);

        Assert.Equal(0, (await _client.ListAsync(new ExperimentQuery(), Cancel)).Total);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        var arrived = new SemaphoreSlim(0);
        _server.Then(async context =>
        {
            arrived.Release();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var client = ClientOn.Server(_server, _clock, with: options => options with { Retries = 1 });
        var asking = client.ClusterAsync(Cancel);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await arrived.WaitAsync(Cancel);
            _clock.RunOut();
        }

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => asking);
        Assert.Contains("no answer within 100 s (tried 2 times", error.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_and_then_told()
    {
        var address = _server.Address;
        await _server.DisposeAsync();

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => _client.CancelTrialAsync("a", 1, Cancel));
        Assert.StartsWith($"{address} cannot be reached: Connection refused", error.Message);
        Assert.Contains("(tried 6 times in ", error.Message);
        Assert.Equal(5, _clock.Waits.Count);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_not_tried_again()
    {
        // A name that is sure not to exist, without asking anybody.
        using var http = new HttpClient(new NoSuchHost());
        using var client = new ActorTrainingClient(new Uri("http://nowhere.invalid"), null, new ClientOptions { Http = http, Clock = _clock });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.ClusterAsync(Cancel));
        Assert.Equal("http://nowhere.invalid/ cannot be reached: Name or service not known (tried once)", error.Message);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Waiting_ends_when_the_caller_gives_up()
    {
        using var giveUp = new CancellationTokenSource();
        _server.Then(context =>
        {
            context.Response.StatusCode = 503;
            giveUp.Cancel();
            return Task.CompletedTask;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.ClusterAsync(giveUp.Token));
        Assert.Single(_server.Requests);
    }

    private sealed class NoSuchHost : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known", new SocketException((int)SocketError.HostNotFound));
    }
}
