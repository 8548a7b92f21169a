using System.Net;
using System.Text.Json;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Tests.Api;

/// <summary>New experiments over the API, and commands to them.</summary>
public sealed class SubmissionTests(ApiSite site)
{
    private const string Quick = "{ name: quick, job: sleep, params: { seconds: 0, steps: 1 }, objective: { metric: value, direction: maximize } }";
    private const string Long = "{ name: long, job: sleep, params: { seconds: 600, steps: 60 }, objective: { metric: value, direction: maximize } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/yaml", "name: submitted # by a script\njob: sleep\nparams: { seconds: 0, steps: 1 }\nobjective: { metric: value, direction: maximize }\n")]
    [InlineData("text/yaml; charset=utf-8", Quick)]
    [InlineData("application/json", """{ "name": "json", "job": "sleep", "params": { "seconds": 0, "steps": 1 }, "objective": { "metric": "value", "direction": "maximize" } }""")]
    public async Task A_spec_becomes_an_experiment_that_runs(string type, string spec)
    {
        using var answer = await site.Http.SendAsync("POST", "experiments", spec, type);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var id = (await answer.JsonAsync()).GetProperty("id").GetString()!;
        Assert.Equal($"/api/v1/experiments/{id}", answer.Headers.Location!.ToString());
        Assert.Equal(ExperimentState.Completed, (await site.Dashboard.EndAsync(id)).State);
    }

    [Fact]
    public async Task A_spec_is_validated_without_being_stored()
    {
        using var good = await site.Http.SendAsync("POST", "experiments/validate", ApiSite.Sweep.Replace("api sweep", "never stored"), "application/yaml");
        using var bad = await site.Http.SendAsync("POST", "experiments/validate", "name: x\njob: sleep\nparams: { seconds: -1 }\nobjective: { metric: valu }\n", "application/yaml");
        using var impossible = await site.Http.SendAsync("POST", "experiments/validate", ApiSite.Sweep + "constraints: [\"params.steps < 0\"]\n", "application/yaml");

        var plan = await good.JsonAsync();
        Assert.Equal((true, 3), (plan.GetProperty("valid").GetBoolean(), plan.GetProperty("trials").GetInt32()));
        Assert.Equal([1, 2, 3], plan.GetProperty("first").EnumerateArray().Select(choices => choices.GetProperty("steps").GetInt32()));
        var faults = await bad.JsonAsync();
        Assert.False(faults.GetProperty("valid").GetBoolean());
        Assert.Equal([3, 4], faults.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("line").GetInt32()));
        Assert.False((await impossible.JsonAsync()).GetProperty("valid").GetBoolean());
        Assert.Equal(0, (await site.Http.ReadAsync<Page<ExperimentInfo>>("experiments?name=never+stored")).Total);
    }

    [Fact]
    public async Task A_request_that_is_repeated_with_its_key_makes_one_experiment()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var name = $"once {Guid.NewGuid():N}";
        var spec = Quick.Replace("quick", name);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.Http.SendAsync("POST", "experiments", spec, "application/yaml", key)));

        var ids = await Task.WhenAll(answers.Select(async answer => (await answer.JsonAsync()).GetProperty("id").GetString()));
        Assert.Single(ids.Distinct());
        Assert.Equal(1, (await site.Http.ReadAsync<Page<ExperimentInfo>>($"experiments?name={Uri.EscapeDataString(name)}")).Total);

        using var other = await site.Http.SendAsync("POST", "experiments", spec + " ", "application/yaml", key);
        Assert.Contains("Idempotency-Key", await other.ProblemAsync(422));
    }

    [Fact]
    public async Task A_clone_that_is_repeated_with_its_key_is_one_experiment()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        async Task<string?> CloneAsync(string changes)
        {
            using var answer = await site.Http.SendAsync("POST", $"experiments/{site.Ended}/clone", changes, headers: key);
            return answer.StatusCode == HttpStatusCode.Created ? (await answer.JsonAsync()).GetProperty("id").GetString() : answer.StatusCode.ToString();
        }

        var first = await CloneAsync("{ \"changes\": [\"params.steps=2\"] }");

        Assert.Equal(first, await CloneAsync("{ \"changes\": [\"params.steps=2\"] }"));
        Assert.Equal("UnprocessableEntity", await CloneAsync("{ \"changes\": [\"params.steps=3\"] }"));
        Assert.Equal(site.Ended, (await site.Http.ReadAsync<ExperimentInfo>($"experiments/{first}")).Parent);
    }

    [Fact]
    public async Task A_key_is_remembered_over_a_restart()
    {
        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = 0 });
        var key = ("Idempotency-Key", "the same");
        async Task<string?> SubmitAsync()
        {
            using var http = ApiSite.Client(dashboard);
            using var answer = await http.SendAsync("POST", "experiments", Quick, "application/yaml", key);
            return (await answer.JsonAsync()).GetProperty("id").GetString();
        }

        var before = await SubmitAsync();
        await dashboard.RestartAsync();

        Assert.Equal(before, await SubmitAsync());
        Assert.Equal(1, (await dashboard.Experiments.ListAsync(new ExperimentQuery(), Cancel)).Total);
    }

    [Fact]
    public async Task An_experiment_is_paused_resumed_configured_stopped_and_deleted()
    {
        var id = await site.Dashboard.SubmitAsync(Long);
        async Task<ExperimentInfo> DoAsync(string method, string command, string? body = null)
        {
            using var answer = await site.Http.SendAsync(method, $"experiments/{id}{command}", body);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            return await site.Http.ReadAsync<ExperimentInfo>($"experiments/{id}");
        }

        Assert.Equal(ExperimentState.Paused, (await DoAsync("POST", "/pause")).State);
        Assert.Equal(ExperimentState.Running, (await DoAsync("POST", "/resume")).State);
        var resources = (await DoAsync("PATCH", "", "{ \"parallel\": 3, \"priority\": 7 }")).Spec.Resources;
        Assert.Equal((3, 7), (resources.Parallel, resources.Priority));
        using var early = await site.Http.SendAsync("DELETE", $"experiments/{id}");
        Assert.Contains("has not come to its end", await early.ProblemAsync(409));
        Assert.Equal(ExperimentState.Stopped, (await DoAsync("POST", "/stop")).State);

        using var deleted = await site.Http.SendAsync("DELETE", $"experiments/{id}");
        using var gone = await site.Http.SendAsync("GET", $"experiments/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await gone.ProblemAsync(404);
    }

    [Fact]
    public async Task A_trial_is_cancelled_and_an_ended_experiment_goes_on()
    {
        var id = await site.Dashboard.SubmitAsync(Long);
        await site.Dashboard.UntilAsync(id, info => info.Counts.ContainsKey(TrialState.Running));
        using var cancelled = await site.Http.SendAsync("POST", $"experiments/{id}/trials/1/cancel");
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        await site.Dashboard.EndAsync(id);
        Assert.Equal(TrialState.Cancelled, (await site.Http.ReadAsync<TrialInfo>($"experiments/{id}/trials/1")).State);

        var random = await site.Dashboard.SubmitAsync(
            "{ name: more, job: sleep, params: { seconds: 0, steps: { choice: [1, 2, 3] } }, objective: { metric: value, direction: maximize }, search: { algorithm: random, trials: 2 } }");
        await site.Dashboard.EndAsync(random);
        using var extended = await site.Http.SendAsync("POST", $"experiments/{random}/extend", JsonSerializer.Serialize(new { changes = (string[])["search.trials=4"] }));
        Assert.Equal(HttpStatusCode.NoContent, extended.StatusCode);
        Assert.Equal(4, (await site.Dashboard.EndAsync(random)).Counts[TrialState.Completed]);
    }
}
