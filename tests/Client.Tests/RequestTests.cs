using System.Net;
using System.Text.Json;
using ActorTraining.Client.Tests.Fakes;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Client.Tests;

/// <summary>Each member asks for what the contract of the API says.</summary>
public sealed class RequestTests : IAsyncLifetime
{
    private const string Yaml = """
        # three rates
        name: digits
        job: classifier
        params: { dataset: synthetic-digits, model: { layers: [{ kind: linear, units: 10 }] }, optimizer: { kind: sgd, lr: { grid: [0.1, 1] } } }
        objective: test.accuracy
        """;

    private ScriptedServer _server = null!;
    private ActorTrainingClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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

    private string Last => $"{_server.Requests.Last().Method} {_server.Requests.Last().Address}";

    [Fact]
    public async Task Questions_carry_what_is_asked_for()
    {
        _server.ThenJson(Json.EmptyPage).ThenJson(Json.EmptyPage).ThenJson(Json.EmptyPage).ThenJson("[]");
        await _client.ListAsync(new ExperimentQuery { States = [ExperimentState.Running, ExperimentState.Paused], NameContains = "a&b", Text = "two words", Tag = "t", Job = "classifier", Offset = 5, Limit = 7 }, Cancel);
        Assert.Equal("GET /api/v1/experiments?state=running&state=paused&name=a%26b&text=two%20words&tag=t&job=classifier&offset=5&limit=7", Last);

        await _client.TrialsAsync("a", new TrialQuery { States = [TrialState.Failed], BestFirst = true, Limit = 10 }, Cancel);
        Assert.Equal("GET /api/v1/experiments/a/trials?state=failed&sort=objective&offset=0&limit=10", Last);

        await _client.TrialsAsync("a", new TrialQuery { Filters = [TrialFilter.Parse("param:optimizer.lr>=0.1"), TrialFilter.Parse("state!=failed")], Sort = TrialField.Objective, Limit = 10 }, Cancel);
        Assert.Equal("GET /api/v1/experiments/a/trials?filter=param%3Aoptimizer.lr%3E%3D0.1&filter=state%21%3Dfailed&sort=objective&desc=false&offset=0&limit=10", Last);

        await _client.MetricsAsync("a", new MetricQuery { Trials = [1, 2], Metrics = ["train.loss"], MaxPoints = 100, Times = true }, Cancel);
        Assert.Equal("GET /api/v1/experiments/a/metrics?trial=1&trial=2&metric=train.loss&maxPoints=100&times=true", Last);

        await _client.ArtifactsAsync("a", cancel: Cancel);
        Assert.Equal("GET /api/v1/experiments/a/artifacts", Last);
        await _client.ArtifactsAsync("a", 3, Cancel);
        Assert.Equal("GET /api/v1/experiments/a/trials/3/artifacts", Last);
        await _client.AttemptsAsync("a", 3, Cancel);
        Assert.Equal("GET /api/v1/experiments/a/trials/3/attempts", Last);
        Assert.StartsWith("ActorTraining.Client/", _server.Requests.Last().Header("User-Agent"));
    }

    [Fact]
    public async Task An_analysis_is_what_the_server_worked_out()
    {
        _server.ThenJson("""{"early":[],"findings":["lr makes up 83% of that; best near 0.1."]}""").ThenJson("""{"axes":[{"name":"lr","isObjective":false,"isLog":true,"trials":1}],"lines":[{"trial":4,"values":[0.1,null]}]}""");
        Assert.Equal(["lr makes up 83% of that; best near 0.1."], (await _client.AnalyseAsync("a", Cancel)).Findings);
        Assert.Equal("GET /api/v1/experiments/a/analysis", Last);
        Assert.Equal([0.1, null], (await _client.ParallelAsync("a", Cancel)).Lines.Single().Values);
        Assert.Equal("GET /api/v1/experiments/a/analysis/parallel", Last);
    }

    [Fact]
    public async Task Commands_carry_what_is_to_be_done()
    {
        _server.ThenStatus(HttpStatusCode.NoContent);
        await _client.PauseAsync("a", Cancel);
        Assert.Equal("POST /api/v1/experiments/a/pause", Last);
        await _client.ExtendAsync("a", [SpecOverride.Parse("params.lr={grid: [0.1, 'x']}")], Cancel);
        Assert.Equal("POST /api/v1/experiments/a/extend", Last);
        Assert.Equal("""{"changes":["params.lr={\"grid\":[0.1,\"x\"]}"]}""", _server.Requests.Last().Body);
        await _client.ConfigureAsync("a", null, 3, Cancel);
        Assert.Equal("PATCH /api/v1/experiments/a", Last);
        Assert.Equal("""{"parallel":null,"priority":3}""", _server.Requests.Last().Body);
        await _client.AdjustAsync("a", 2, "optimizer.lr", JsonSerializer.SerializeToElement(0.5), Cancel);
        Assert.Equal("POST /api/v1/experiments/a/trials/2/adjust", Last);
        Assert.Equal("""{"path":"optimizer.lr","value":0.5}""", _server.Requests.Last().Body);
        await _client.CancelTrialAsync("a", 2, Cancel);
        Assert.Equal("POST /api/v1/experiments/a/trials/2/cancel", Last);
        await _client.DeleteAsync("a", Cancel);
        Assert.Equal("DELETE /api/v1/experiments/a", Last);
    }

    [Fact]
    public async Task Every_change_that_an_override_can_make_arrives_as_it_was_meant()
    {
        _server.ThenJson("""{"id":"b"}""", HttpStatusCode.Created);
        var changes = ((string[])["params.a=2", "params.b.c={grid: [0.1, 1]}", "name=a \"b\" # c", "tags=[x, 'y: z']", "params.d=null", "description=\"1\""]).Select(SpecOverride.Parse).ToList();
        await _client.CloneAsync("a", changes, Cancel);

        using var body = JsonDocument.Parse(_server.Requests.Last().Body);
        var arrived = body.RootElement.GetProperty("changes").EnumerateArray().Select(change => SpecOverride.Parse(change.GetString()!)).ToList();
        Assert.Equal(changes.Select(change => (string.Join('.', change.Keys), change.Value.GetRawText())), arrived.Select(change => (string.Join('.', change.Keys), change.Value.GetRawText())));
    }

    [Fact]
    public async Task A_spec_of_a_file_travels_as_its_text_and_a_changed_one_as_what_it_says()
    {
        _server.ThenJson("""{"id":"b"}""", HttpStatusCode.Created);
        var spec = SpecYaml.Read(Yaml, JobCatalog.Default);
        await _client.SubmitAsync(spec, Cancel);
        Assert.Equal("POST /api/v1/experiments", Last);
        Assert.Equal((Yaml, "application/yaml"), (_server.Requests.Last().Body, _server.Requests.Last().Header("Content-Type")));

        await _client.SubmitAsync(spec with { Seed = 7 }, Cancel);
        Assert.StartsWith("application/json", _server.Requests.Last().Header("Content-Type"));
        Assert.Equal(spec with { Seed = 7 }, SpecJson.Read(JsonDocument.Parse(_server.Requests.Last().Body).RootElement, JobCatalog.Default));
    }

    [Fact]
    public async Task A_file_is_submitted_as_it_stands_also_where_only_the_server_knows_its_job()
    {
        _server.ThenJson("""{"id":"b"}""", HttpStatusCode.Created);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "job: theirs\n", Cancel);
            Assert.Equal("b", await _client.SubmitFileAsync(file, Cancel));
            Assert.Equal("job: theirs\n", _server.Requests.Last().Body);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_path_in_the_address_is_kept()
    {
        _server.ThenJson("""{"silos":[],"queue":[]}""");
        using var client = new ActorTrainingClient(new Uri(_server.Address, "lab/training/"));
        await client.ClusterAsync(Cancel);
        Assert.Equal("GET /lab/training/api/v1/cluster", Last);
    }

    [Fact]
    public async Task Less_than_one_trial_at_once_is_refused_here()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _client.ConfigureAsync("a", 0, 0, Cancel));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Tables_arrive_as_they_are()
    {
        _server.Then(context =>
        {
            context.Response.ContentType = "text/csv; charset=utf-8";
            return context.Response.Body.WriteAsync("trial,state\r\n1,completed\r\n"u8.ToArray()).AsTask();
        });
        using var table = new MemoryStream();
        await _client.ExportTrialsAsync("a", table, Cancel);

        Assert.Equal("trial,state\r\n1,completed\r\n"u8.ToArray(), table.ToArray());
        Assert.Equal("text/csv", _server.Requests.Single().Header("Accept"));
    }
}
