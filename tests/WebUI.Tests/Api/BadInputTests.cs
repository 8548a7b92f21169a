namespace ActorTraining.WebUI.Tests.Api;

/// <summary>Whatever is sent, the answer says what was wrong with it.</summary>
public sealed class BadInputTests(ApiSite site)
{
    [Theory]
    [InlineData("GET", "experiments?limit=0", "limit: 0 is not from 1 to 10000")]
    [InlineData("GET", "experiments?limit=10001", "limit: 10001")]
    [InlineData("GET", "experiments?offset=-1", "offset: -1")]
    [InlineData("GET", "experiments?limit=many", "limit: 'many' is not understood")]
    [InlineData("GET", "experiments?state=lost", "state: 'lost' is none of running")]
    [InlineData("GET", "experiments/{id}/trials?sort=colour", "sort: 'colour' is none of number")]
    [InlineData("GET", "experiments/{id}/trials?filter=nothing&limit=0", "2 parameters are not as they should be")]
    [InlineData("GET", "experiments/{id}/trials?filter=metric:a%22b=1", "a character that no name has")]
    [InlineData("GET", "experiments/{id}/trials?desc=perhaps", "desc: 'perhaps' is not understood")]
    [InlineData("GET", "experiments/{id}/trials?format=xml", "'xml' is neither csv nor json")]
    [InlineData("GET", "experiments/{id}/metrics?maxPoints=0", "maxPoints: 0")]
    [InlineData("GET", "experiments/{id}/metrics?trial=x", "trial: 'x' is not understood")]
    [InlineData("GET", "experiments/{id}/events?after=-1", "after: -1")]
    [InlineData("POST", "experiments/{id}/clone", "is not the JSON that is expected", "{ \"changes\": [")]
    [InlineData("POST", "experiments/{id}/clone", "is not the JSON that is expected", "{ \"change\": [] }")]
    [InlineData("POST", "experiments/{id}/clone", "is not of the form path=value", "{ \"changes\": [\"x\"] }")]
    [InlineData("POST", "experiments/{id}/clone", "params.stepz", "{ \"changes\": [\"params.stepz=1\"] }")]
    [InlineData("POST", "experiments/{id}/extend", "spec.name", "{ \"changes\": [\"name=other\"] }")]
    [InlineData("PATCH", "experiments/{id}", "parallel: 0 is not from 1", "{ \"parallel\": 0, \"priority\": 1 }")]
    [InlineData("PATCH", "experiments/{id}", "what stands at '$.parallel' (line 1) is of another kind than what belongs there", "{ \"parallel\": \"two\", \"priority\": 1 }")]
    [InlineData("POST", "experiments/{id}/trials/1/adjust", "is not the JSON that is expected", "{ \"path\": \"seconds\" }")]
    [InlineData("POST", "experiments/{id}/trials/1/adjust", "cannot change while a trial runs", "{ \"path\": \"steps\", \"value\": 3 }")]
    public async Task A_bad_request_is_told_what_is_wrong(string method, string address, string why, string? body = null)
    {
        using var answer = await site.Http.SendAsync(method, address.Replace("{id}", site.Ended), body);
        Assert.Contains(why, await answer.ProblemAsync(400));
    }

    [Theory]
    [InlineData("GET", "experiments/none")]
    [InlineData("GET", "experiments/none/spec")]
    [InlineData("GET", "experiments/none/analysis")]
    [InlineData("GET", "experiments/none/trials")]
    [InlineData("GET", "experiments/none/trials?format=csv")]
    [InlineData("GET", "experiments/none/trials/1")]
    [InlineData("GET", "experiments/none/trials/1/attempts")]
    [InlineData("GET", "experiments/none/metrics")]
    [InlineData("GET", "experiments/none/artifacts")]
    [InlineData("GET", "experiments/none/trials/1/artifacts")]
    [InlineData("GET", "experiments/none/trials/1/artifacts/a")]
    [InlineData("GET", "experiments/none/events")]
    [InlineData("POST", "experiments/none/pause")]
    [InlineData("POST", "experiments/none/resume")]
    [InlineData("POST", "experiments/none/stop")]
    [InlineData("POST", "experiments/none/trials/1/cancel")]
    [InlineData("DELETE", "experiments/none")]
    [InlineData("GET", "experiments/'%20OR%20'1'='1")]
    [InlineData("GET", "experiments/{id}/trials/4")]
    [InlineData("GET", "experiments/{id}/trials/4/attempts")]
    [InlineData("GET", "experiments/{id}/trials/99999999999")]
    [InlineData("GET", "experiments/{id}/trials/1/artifacts/nothing.png")]
    [InlineData("GET", "experiments/{id}/trials/1/artifacts/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("GET", "jobs/none")]
    [InlineData("GET", "nowhere")]
    [InlineData("GET", "/api/v2/experiments")]
    [InlineData("GET", "/api")]
    [InlineData("POST", "experiments/none/extend", "{}")]
    [InlineData("POST", "experiments/none/clone", "{}")]
    [InlineData("PATCH", "experiments/none", "{ \"priority\": 1 }")]
    [InlineData("POST", "experiments/none/trials/1/adjust", "{ \"path\": \"a\", \"value\": 1 }")]
    public async Task What_is_not_there_is_not_found(string method, string address, string? body = null)
    {
        using var answer = await site.Http.SendAsync(method, address.Replace("{id}", site.Ended), body);
        await answer.ProblemAsync(404);
    }

    [Theory]
    [InlineData("POST", "experiments/{id}/pause")]
    [InlineData("POST", "experiments/{id}/resume")]
    [InlineData("POST", "experiments/{id}/trials/1/cancel")]
    [InlineData("PATCH", "experiments/{id}", "{ \"priority\": 1 }")]
    public async Task What_the_state_of_things_forbids_is_a_conflict(string method, string address, string? body = null)
    {
        using var answer = await site.Http.SendAsync(method, address.Replace("{id}", site.Ended), body);
        await answer.ProblemAsync(409);
    }

    [Theory]
    [InlineData("PUT", "experiments")]
    [InlineData("DELETE", "cluster")]
    [InlineData("GET", "experiments/{id}/pause")]
    public async Task A_method_that_there_is_not_is_refused_with_those_that_there_are(string method, string address)
    {
        using var answer = await site.Http.SendAsync(method, address.Replace("{id}", site.Ended));
        Assert.Contains("is not possible here", await answer.ProblemAsync(405));
        Assert.NotEmpty(answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("experiments", "application/xml")]
    [InlineData("experiments/validate", "multipart/form-data; boundary=x")]
    [InlineData("experiments/{id}/clone", "text/plain")]
    [InlineData("experiments/{id}/trials/1/adjust", "application/x-www-form-urlencoded")]
    public async Task A_body_of_another_type_is_not_taken(string address, string type)
    {
        using var answer = await site.Http.SendAsync("POST", address.Replace("{id}", site.Ended), "<a/>", type);
        await answer.ProblemAsync(415);
    }

    [Theory]
    [InlineData("experiments", "application/yaml", 4_000_001)]
    [InlineData("experiments/validate", "application/json", 4_000_001)]
    [InlineData("experiments/{id}/clone", "application/json", 70_000)]
    public async Task A_body_that_is_too_large_is_not_taken(string address, string type, int length)
    {
        using var answer = await site.Http.SendAsync("POST", address.Replace("{id}", site.Ended), new string(' ', length), type);
        await answer.ProblemAsync(413);
    }

    [Theory]
    [InlineData("experiments/{id}/spec", "image/png")]
    [InlineData("experiments/{id}/trials", "application/xml")]
    [InlineData("experiments/{id}/events", "text/html")]
    public async Task An_answer_that_nobody_can_give_is_not_acceptable(string address, string accept)
    {
        using var answer = await site.Http.SendAsync("GET", address.Replace("{id}", site.Ended), headers: ("Accept", accept));
        await answer.ProblemAsync(406);
    }

    [Theory]
    [InlineData("application/json", "{ \"name\": ", "is not JSON")]
    [InlineData("application/json", "{ \"name\": \"a\", \"name\": \"b\" }", "is not JSON")]
    [InlineData("application/json", "[]", "spec")]
    [InlineData("application/json", "null", "spec")]
    [InlineData("application/json", "", "is not JSON")]
    [InlineData("application/yaml", "", "the document is empty")]
    [InlineData("application/yaml", "name: [", "line 2, column 1")]
    [InlineData("text/yaml", "{ name: a, job: nothing, objective: { metric: x } }", "'nothing' is unknown")]
    [InlineData("application/yaml", "{ name: a, job: sleep, params: { seconds: -1 }, objective: { metric: valu } }", "2 faults")]
    public async Task A_spec_with_faults_is_refused_with_all_of_them(string type, string body, string why)
    {
        using var answer = await site.Http.SendAsync("POST", "experiments", body, type);
        var problem = await answer.ProblemAsync(400);
        Assert.Contains(why, problem);
        Assert.Contains("\"errors\":[{\"path\":", problem);
    }

    [Fact]
    public async Task A_deep_body_is_refused()
    {
        using var answer = await site.Http.SendAsync("POST", "experiments", new string('[', 100_000));
        await answer.ProblemAsync(400);
    }
}
