using ActorTraining.Experiments;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Components.Experiments.Analysis;
using ActorTraining.WebUI.Tests.Browser;

namespace ActorTraining.WebUI.Tests.Analysis;

/// <summary>The trials of an analysis and what tells them apart.</summary>
public sealed class TrialCloudTests(Site site)
{
    [Fact]
    public async Task Numbers_far_apart_are_logarithmic_texts_are_categories_and_seeds_come_last()
    {
        var cloud = await CloudAsync();

        Assert.Equal(24, cloud.Trials.Count);
        Assert.Equal("test.accuracy", cloud.Objective.Title);
        Assert.Equal(["kind", "lr", "seed", "units"], cloud.Parameters.Select(one => one.Title).Order());
        Assert.Equal("seed", cloud.Parameters[^1].Title);
        Assert.Equal("lr", Assert.Single(cloud.Parameters, one => one.IsLog).Title);
        Assert.Equal(["adam", "sgd"], cloud.Find("param:optimizer.kind")!.Categories!.Order());
    }

    [Fact]
    public async Task Trials_that_differ_in_their_seed_alone_are_repetitions()
    {
        var cloud = await CloudAsync();

        var repetitions = cloud.Repetitions();

        Assert.Equal(12, repetitions.Count);
        foreach (var (first, count, mean, deviation) in repetitions)
        {
            var other = cloud.Trials.Single(trial => trial.Number != first.Number && trial.Choices.Where(choice => choice.Key != "seed").All(choice => first.Choices[choice.Key].GetRawText() == choice.Value.GetRawText()));
            Assert.Equal(2, count);
            Assert.Equal((first.Objective!.Value + other.Objective!.Value) / 2, mean, 12);
            Assert.Equal(Math.Abs(first.Objective!.Value - other.Objective!.Value) / Math.Sqrt(2), deviation, 12);
        }
    }

    private async Task<TrialCloud> CloudAsync()
    {
        var info = await site.Dashboard.Experiments.GetAsync(await AnalysisRuns.SweepAsync(site.Dashboard), TestContext.Current.CancellationToken);
        return await TrialClouds.ReadAsync(site.Dashboard.Experiments, info, JobCatalog.Default.Find("classifier"));
    }
}
