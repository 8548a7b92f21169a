using System.Net;
using ActorTraining.Experiments.Analysis;

namespace ActorTraining.WebUI.Tests.Api;

/// <summary>What one can ask about the results of an experiment.</summary>
public sealed class AnalysisTests(ApiSite site)
{
    [Fact]
    public async Task The_analysis_names_what_was_varied_and_says_so_in_words()
    {
        var id = await site.Dashboard.SubmitAsync("""
            name: analysed over http
            job: sleep
            params: { seconds: 0, steps: { int: [1, 12] } }
            objective: { metric: value, direction: maximize }
            search: { algorithm: random, trials: 12 }
            """);
        await site.Dashboard.EndAsync(id);

        var report = await site.Http.ReadAsync<AnalysisReport>($"experiments/{id}/analysis");

        Assert.Equal(["steps"], report.Importance!.Parameters.Select(parameter => parameter.Path));
        Assert.Equal(12, report.Importance.Trials);
        Assert.NotEmpty(report.Findings);
    }

    [Fact]
    public async Task There_is_no_analysis_of_what_is_not_there()
    {
        using var answer = await site.Http.SendAsync("GET", "experiments/none-such/analysis");

        Assert.Contains("none-such", await answer.ProblemAsync((int)HttpStatusCode.NotFound));
    }
}
