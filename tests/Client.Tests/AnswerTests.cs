using System.Net;
using ActorTraining.Client.Tests.Fakes;
using ActorTraining.Experiments;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Client.Tests;

/// <summary>Refusals become the exceptions that the experiments of this process throw, and what answers strangely is told.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ScriptedServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task All_faults_of_a_spec_arrive()
    {
        _server.ThenProblem(HttpStatusCode.BadRequest, "2 faults", ""","errors":[{"path":"spec.params.epochs","message":"0 is less than 1","line":4},{"path":"spec.job","message":"is missing"}]""");
        using var client = ClientOn.Server(_server);

        var invalid = await Assert.ThrowsAsync<InvalidSpecException>(() => client.SubmitAsync(Json.Experiment().Spec, Cancel));
        Assert.Equal([new ParameterError("spec.params.epochs", "0 is less than 1") { Line = 4 }, new ParameterError("spec.job", "is missing")], invalid.Errors);
    }

    [Fact]
    public async Task An_unknown_experiment_is_one()
    {
        _server.ThenProblem(HttpStatusCode.NotFound, "there is no experiment 'x'");
        using var client = ClientOn.Server(_server);

        Assert.Equal("x", (await Assert.ThrowsAsync<UnknownExperimentException>(() => client.GetAsync("x", Cancel))).Experiment);
    }

    [Fact]
    public async Task A_refusal_keeps_its_words()
    {
        _server.ThenProblem(HttpStatusCode.Conflict, "'x' has come to its end");
        using var client = ClientOn.Server(_server);

        Assert.Equal("'x' has come to its end", (await Assert.ThrowsAsync<InvalidOperationException>(() => client.PauseAsync("x", Cancel))).Message);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_bad_question_is_an_argument()
    {
        _server.ThenProblem(HttpStatusCode.BadRequest, "limit: 0 is not from 1 to 10000", ""","errors":[{"path":"limit","message":"0 is not from 1 to 10000"}]""");
        using var client = ClientOn.Server(_server);

        Assert.Equal("limit: 0 is not from 1 to 10000", (await Assert.ThrowsAsync<ArgumentException>(() => client.ListAsync(new ExperimentQuery { Limit = 0 }, Cancel))).Message);
    }

    [Fact]
    public async Task A_store_that_stays_away_is_told()
    {
        _server.ThenProblem(HttpStatusCode.ServiceUnavailable, "the store 'x.db' is locked");
        using var client = ClientOn.Server(_server);

        Assert.Equal("the store 'x.db' is locked", (await Assert.ThrowsAsync<StoreException>(() => client.GetAsync("x", Cancel))).Message);
        Assert.Equal(6, _server.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, null, "wants a token, and none was given (ACTORTRAINING_TOKEN can have it)")]
    [InlineData(HttpStatusCode.Unauthorized, "secret", "does not know the token that was given")]
    [InlineData(HttpStatusCode.Forbidden, "secret", "does not permit this: viewers may not delete")]
    public async Task Who_may_not_is_told_why(HttpStatusCode status, string? token, string words)
    {
        _server.ThenProblem(status, "viewers may not delete");
        using var client = ClientOn.Server(_server, token: token);

        var denied = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.DeleteAsync("x", Cancel));
        Assert.Equal($"{_server.Address} {words}", denied.Message);
        Assert.DoesNotContain("secret", denied.ToString());
        Assert.Equal(token is null ? null : "Bearer secret", _server.Requests.Single().Header("Authorization"));
    }

    [Fact]
    public async Task Another_kind_of_server_is_recognised()
    {
        _server.ThenStatus(HttpStatusCode.NotFound).ThenJson("<html>", mediaType: "text/html").Then(context =>
        {
            context.Response.Redirect("https://elsewhere.invalid/");
            return Task.CompletedTask;
        }).ThenJson("""{"silos":3}""");
        using var client = ClientOn.Server(_server);

        foreach (var words in (string[])["answers 404 Not Found and no reason, as no ActorTraining server does; is the address right?", "answers a text/html where application/json is expected",
            "answers that it is elsewhere: https://elsewhere.invalid/; give that address", "the server may be of another version"])
        {
            var error = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.ClusterAsync(Cancel));
            Assert.Contains(words, error.Message);
        }

        Assert.Equal(4, _server.Requests.Count);
    }

    [Theory]
    [InlineData("ftp://localhost")]
    [InlineData("localhost:5080")]
    public void An_address_that_is_none_is_refused(string address) =>
        Assert.Contains("is no address of a server", Assert.Throws<ArgumentException>(() => new ActorTrainingClient(new Uri(address))).Message);

    [Fact]
    public void A_token_with_a_line_end_is_refused_without_showing_it()
    {
        var error = Assert.Throws<ArgumentException>(() => new ActorTrainingClient(new Uri("http://localhost"), "secret\n"));
        Assert.DoesNotContain("secret", error.Message);
    }
}
