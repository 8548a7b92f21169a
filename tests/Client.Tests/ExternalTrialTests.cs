using System.Text.Json;
using ActorTraining.Client.External;
using ActorTraining.Client.Tests.Fakes;
using ActorTraining.Experiments.External;

namespace ActorTraining.Client.Tests;

/// <summary>A worker whose server does not answer when it tells that a trial has come to its end.</summary>
public sealed class ExternalTrialTests : IAsyncLifetime
{
    private const string GoOn = "{}";

    private static readonly string Given = Json.Of(new AskAnswer(
        new AskedTrial(1, 1, JsonElement.Parse("""{"x":2}"""), new Dictionary<string, JsonElement>(), Seed: 5, Lease: 60), IsOver: false, Reason: null));

    private ScriptedServer _server = null!;
    private ActorTrainingClient _client = null!;

    // What was told, in its order.
    private IReadOnlyList<ToldTrial> Told =>
        [.. _server.Requests.Where(request => request.Address.EndsWith("/tell", StringComparison.Ordinal)).Select(request => Json.Read<ToldTrial>(request.Body))];

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = ClientOn.Server(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_end_whose_answer_is_lost_is_told_again_under_its_number()
    {
        _server.ThenJson(Given).ThenJson(GoOn).ThenBreak().ThenJson(GoOn).ThenJson(Json.Of(new AskAnswer(null, IsOver: true, "over")));

        Assert.Equal(1, await RunAsync());
        Assert.Equal([(1L, null), (2, ToldOutcome.Completed), (2, ToldOutcome.Completed)], Told.Select(told => (told.Sequence, told.Outcome)));
    }

    [Fact]
    public async Task A_trial_that_has_come_to_its_end_has_not_failed_where_that_cannot_be_told()
    {
        _server.ThenJson(Given).ThenJson(GoOn).ThenBreak();

        await Assert.ThrowsAsync<HttpRequestException>(RunAsync);
        Assert.True(Told.Count > 2, "it was not told again");
        Assert.All(Told.Skip(1), told => Assert.Equal((2, ToldOutcome.Completed), (told.Sequence, told.Outcome)));
    }

    private Task<int> RunAsync() => new ExternalWorker(_client, "outside", "worker").RunAsync(
        (trial, _) => trial.ReportAsync(1, new Dictionary<string, double> { ["loss"] = trial.Parameters.GetProperty("x").GetDouble() }, steps: 1),
        TestContext.Current.CancellationToken);
}
