using System.Net;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Analysis.Parallel;
using ActorTraining.WebUI.Tests.Analysis;

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
    public async Task Several_objectives_have_a_front_of_the_trials_that_none_beats()
    {
        var id = await ToldRuns.PairAsync(site.Dashboard);
        var trials = (await site.Http.ReadAsync<Page<TrialInfo>>($"experiments/{id}/trials?limit=100")).Items;
        var best = trials.Where(one => !trials.Any(other => other.Objective >= one.Objective && other.FurtherObjectives[0] <= one.FurtherObjectives[0] && (other.Objective > one.Objective || other.FurtherObjectives[0] < one.FurtherObjectives[0])));

        var front = (await site.Http.ReadAsync<AnalysisReport>($"experiments/{id}/analysis")).Front!;

        Assert.Equal(best.OrderByDescending(trial => trial.Objective).Select(trial => trial.Number), front.Trials.Select(trial => trial.Trial));
        Assert.Equal((trials.Count, front.Hypervolume), (front.Counted, front.Progress[^1].Hypervolume));
    }

    [Fact]
    public async Task Trials_come_as_lines_through_their_choices_to_their_objectives()
    {
        var id = await ToldRuns.ConditionalAsync(site.Dashboard);
        var trials = (await site.Http.ReadAsync<Page<TrialInfo>>($"experiments/{id}/trials?limit=100")).Items;

        var lines = await site.Http.ReadAsync<ParallelCoordinates>($"experiments/{id}/analysis/parallel");

        Assert.Equal(["norm", "optimizer", "optimizer.lr", "width", "optimizer.momentum", "val.accuracy"], lines.Axes.Select(axis => axis.Name));
        Assert.Equal(trials.Select(trial => trial.Number), lines.Lines.Select(line => line.Trial));
        foreach (var (trial, line) in trials.Zip(lines.Lines))
        {
            Assert.Equal(trial.Objective, line.Values[^1]);
            Assert.Equal(trial.Choices["norm"].GetString(), lines.Axes[0].Categories![(int)line.Values[0]!.Value]);
            Assert.Equal(trial.Choices["optimizer.lr"].GetDouble(), line.Values[2]);
            Assert.Equal(trial.Choices.TryGetValue("optimizer.momentum", out var momentum) ? momentum.GetDouble() : null, line.Values[4]);
        }
    }

    [Fact]
    public async Task What_cannot_be_said_yet_is_told()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: few, job: sleep, params: { seconds: 0, steps: { grid: [1, 2] } }, objective: value }");
        await site.Dashboard.EndAsync(id);

        var report = await site.Http.ReadAsync<AnalysisReport>($"experiments/{id}/analysis");

        Assert.Null(report.Importance);
        Assert.Equal(["Which parameters matter can be said from 8 trials with a result on; so far there are 2.", "How early trials can be told apart can be said from 6 completed trials on; so far there are 2."], report.Missing);
    }

    [Theory]
    [InlineData("experiments/none-such/analysis")]
    [InlineData("experiments/none-such/analysis/parallel")]
    public async Task There_is_no_analysis_of_what_is_not_there(string path)
    {
        using var answer = await site.Http.SendAsync("GET", path);

        Assert.Contains("none-such", await answer.ProblemAsync((int)HttpStatusCode.NotFound));
    }
}
