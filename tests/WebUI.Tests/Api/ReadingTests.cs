using System.Net;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Tests.Api;

/// <summary>What one can ask about experiments and trials.</summary>
public sealed class ReadingTests(ApiSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_experiment_is_told_as_the_port_tells_it()
    {
        var info = await site.Http.ReadAsync<ExperimentInfo>($"experiments/{site.Ended}");

        Assert.Equal(("api sweep", ExperimentState.Completed, 3, 3), (info.Spec.Name, info.State, info.Planned, info.Counts[TrialState.Completed]));
        Assert.NotNull(info.BestValue);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        using var first = await site.Http.SendAsync("GET", $"experiments/{site.Ended}");
        var tag = first.Headers.ETag!.ToString();

        using var again = await site.Http.SendAsync("GET", $"experiments/{site.Ended}", headers: ("If-None-Match", tag));
        using var other = await site.Http.SendAsync("GET", $"experiments/{site.Ended}", headers: ("If-None-Match", "\"something else\""));

        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync(Cancel)).Length));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Experiments_are_found_by_state_name_text_tag_and_job()
    {
        foreach (var query in (string[])["name=API+SWEEP", "text=asked+api", "tag=quick", "job=sleep", "state=completed", "state=completed&state=running&tag=api"])
        {
            var page = await site.Http.ReadAsync<Page<ExperimentInfo>>($"experiments?limit=10000&{query}");
            Assert.Contains(page.Items, found => found.Id == site.Ended);
        }

        foreach (var query in (string[])["name=%25", "text=asked+nobody", "tag=qui", "job=classifier", "state=failed"])
        {
            var page = await site.Http.ReadAsync<Page<ExperimentInfo>>($"experiments?limit=10000&{query}");
            Assert.DoesNotContain(page.Items, found => found.Id == site.Ended);
        }
    }

    [Fact]
    public async Task Long_lists_are_read_page_by_page_along_their_links()
    {
        var numbers = new List<int>();
        var address = $"experiments/{site.Ended}/trials?sort=number&desc=true&limit=1";
        while (address is not null)
        {
            using var answer = await site.Http.SendAsync("GET", address);
            var page = System.Text.Json.JsonSerializer.Deserialize<Page<TrialInfo>>(await answer.Content.ReadAsStringAsync(Cancel), ExperimentJson.Options)!;
            Assert.Equal(3, page.Total);
            numbers.AddRange(page.Items.Select(trial => trial.Number));
            var link = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split(", ").FirstOrDefault(l => l.EndsWith("rel=\"next\"")) : null;
            address = link?[1..link.IndexOf('>')];
        }

        Assert.Equal([3, 2, 1], numbers);
    }

    [Fact]
    public async Task Trials_are_sorted_and_filtered()
    {
        async Task<string> Numbers(string query) =>
            string.Join(' ', (await site.Http.ReadAsync<Page<TrialInfo>>($"experiments/{site.Ended}/trials?{query}")).Items.Select(trial => trial.Number));

        Assert.Equal("3 2 1", await Numbers("sort=param:steps&desc=true"));
        Assert.Equal("2 3", await Numbers("filter=param:steps%3E=2"));
        Assert.Equal("2", await Numbers("filter=param:steps%3E=2&filter=param:steps%3C3"));
        Assert.Equal("", await Numbers("state=failed"));
        Assert.Equal("1 2 3", await Numbers("state=failed&state=completed"));
        var info = await site.Http.ReadAsync<ExperimentInfo>($"experiments/{site.Ended}");
        Assert.StartsWith($"{info.BestTrial} ", await Numbers("sort=objective"));
        Assert.Equal(await Numbers("sort=objective"), await Numbers("sort=best"));
        Assert.Equal(await Numbers("sort=objective"), await Numbers("sort=objective&desc=true"));
    }

    [Fact]
    public async Task A_trial_its_attempts_and_its_curves_are_told()
    {
        var trial = await site.Http.ReadAsync<TrialInfo>($"experiments/{site.Ended}/trials/2");
        var attempt = Assert.Single(await site.Http.ReadAsync<AttemptInfo[]>($"experiments/{site.Ended}/trials/2/attempts"));
        var series = await site.Http.ReadAsync<MetricSeries[]>($"experiments/{site.Ended}/metrics?trial=2&trial=3&metric=value");

        Assert.Equal((2, 2), (trial.Number, trial.Choices["steps"].GetInt32()));
        Assert.Equal("completed", attempt.End);
        Assert.Equal([(2, "value", 2), (3, "value", 3)], series.Select(s => (s.Trial, s.Metric, s.Steps.Count)));
        Assert.All(series, s => Assert.Equal(s.Seconds!.Order(), s.Seconds));
        Assert.All(series, s => Assert.Null(s.Times));
        var timed = await site.Http.ReadAsync<MetricSeries[]>($"experiments/{site.Ended}/metrics?trial=2&times=true");
        Assert.Equal(timed[0].Seconds!.Select(seconds => attempt.Started.AddSeconds(seconds)), timed[0].Times!.Select(time => time!.Value));
    }

    [Fact]
    public async Task Tables_come_as_csv_for_those_who_want_that()
    {
        using var trials = await site.Http.SendAsync("GET", $"experiments/{site.Ended}/trials?sort=number", headers: ("Accept", "text/csv"));
        var lines = (await trials.Content.ReadAsStringAsync(Cancel)).Split("\r\n");
        var metrics = await site.Http.GetStringAsync($"experiments/{site.Ended}/metrics?format=csv&trial=1", Cancel);

        Assert.Equal("text/csv", trials.Content.Headers.ContentType?.MediaType);
        Assert.Equal("number,state,objective,param:steps,metric:value,step,steps,unit,seconds,started,ended,attempt,silo,slot,error", lines[0]);
        Assert.StartsWith("1,completed,", lines[1]);
        Assert.Equal(5, lines.Length);
        Assert.Matches("^trial,metric,step,value,seconds,at\r\n1,value,1,[0-9.]+,[0-9.]+,20[0-9T:.-]+Z\r\n$", metrics);
    }

    [Fact]
    public async Task A_spec_is_given_as_it_was_written_or_as_json()
    {
        using var yaml = await site.Http.SendAsync("GET", $"experiments/{site.Ended}/spec", headers: ("Accept", "application/yaml"));
        using var json = await site.Http.SendAsync("GET", $"experiments/{site.Ended}/spec", headers: ("Accept", "application/json"));

        Assert.Equal(ApiSite.Sweep, await yaml.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("api sweep", (await json.JsonAsync()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Jobs_are_described_with_the_schema_of_their_parameters()
    {
        using var jobs = await site.Http.SendAsync("GET", "jobs");
        using var sleep = await site.Http.SendAsync("GET", "jobs/sleep");
        using var schema = await site.Http.SendAsync("GET", "schema");

        Assert.Contains((await jobs.JsonAsync()).EnumerateArray(), job => job.GetProperty("name").GetString() == "classifier");
        Assert.True((await sleep.JsonAsync()).GetProperty("parameters").GetProperty("$defs").TryGetProperty("sleep", out _));
        Assert.Equal("ActorTraining experiment", (await schema.JsonAsync()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task The_cluster_tells_its_slots()
    {
        var cluster = await site.Http.ReadAsync<ClusterInfo>("cluster");
        Assert.Equal(2, Assert.Single(cluster.Silos).Slots.Count);
    }

    [Theory]
    [InlineData("healthz")]
    [InlineData("readyz")]
    public async Task Orchestrators_are_answered(string path)
    {
        using var answer = await site.Http.SendAsync("GET", $"/{path}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
