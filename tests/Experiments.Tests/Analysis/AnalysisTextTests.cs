using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Analysis.Early;
using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Analysis.Importance;

namespace ActorTraining.Experiments.Tests.Analysis;

/// <summary>What an analysis found, in sentences.</summary>
public sealed class AnalysisTextTests
{
    private static readonly ParameterImportance Rate = Of("optimizer.lr", 0.83, new BestRegion(0.0512, 0.2149, null));

    [Fact]
    public void Names_what_matters_where_it_is_best_and_what_hardly_matters()
    {
        var report = new ImportanceReport([Rate, Of("kind", 0.07, new BestRegion(null, null, "adam")), Of("batch", 0.012, new BestRegion(32, 32, null))], [new("optimizer.lr", "kind", 0.06)], 0.9, 60, false);

        Assert.Equal(
            [
                "The parameters explain 90% of the variance of test.accuracy (a model of them, among trials that it did not see).",
                "optimizer.lr makes up 83% of that; best from 0.051 to 0.21.",
                "kind makes up 7% of that; best with adam.",
                "optimizer.lr and kind together make up another 6%: the best value of one depends on the other.",
                "batch hardly matters: less than 5%.",
            ],
            AnalysisText.Write("test.accuracy", report, []));
    }

    [Fact]
    public void Says_no_more_where_the_parameters_explain_little()
    {
        var report = new ImportanceReport([Rate], [], 0.12, 60, false);

        Assert.Equal("The parameters explain little of loss: a model of them predicts 12% of its variance among trials that it did not see.", Assert.Single(AnalysisText.Write("loss", report, [])));
    }

    [Fact]
    public void Says_among_how_many_trials_a_conditional_parameter_was_looked_at()
    {
        var report = new ImportanceReport([Rate with { Trials = 20 }], [], 0.9, 60, false);

        Assert.Equal("optimizer.lr makes up 83% of that among the 20 trials that have it; best from 0.051 to 0.21.", AnalysisText.Write("loss", report, [])[1]);
    }

    [Fact]
    public void Says_from_when_on_early_values_tell_final_ones_and_when_they_never_do()
    {
        Assert.Equal(
            "After 25% of a trial the ranks of loss agree with the final ones to 0.86 (Spearman, 40 trials); stopping the worse half there would have kept 90% of the best quarter.",
            AnalysisText.Write("loss", null, [new(0.1, 0.4, 0.6, 40), new(0.25, 0.86, 0.9, 40), new(0.5, 0.95, 1, 40)]).Single());
        Assert.Equal(
            "Early values of loss tell little about final ones: after 75% of a trial the ranks agree to 0.5 (Spearman, 40 trials).",
            AnalysisText.Write("loss", null, [new(0.5, 0.3, 0.5, 40), new(0.75, 0.5, 0.7, 40)]).Single());
    }

    [Fact]
    public void A_share_that_is_written_as_five_per_cent_is_not_called_less_than_that() =>
        Assert.Equal(
            ["lr makes up 5% of that; best near 1.", "batch hardly matters: less than 5%."],
            AnalysisText.Write("loss", new ImportanceReport([Of("lr", 0.046, new BestRegion(1, 1, null)), Of("batch", 0.044, new BestRegion(1, 1, null))], [], 0.9, 60, false), []).Skip(1));

    [Fact]
    public void Tells_of_a_front_how_many_trials_are_on_it_and_where_it_begins_and_ends() =>
        Assert.Equal(
            "2 of 9 trials are on the Pareto front, where no other is as good in every objective and better in one: from trial 3 (accuracy 0.9, time 7) to trial 5 (accuracy 0.5, time 1). They dominate 62% of the space between the best and the worst values (hypervolume).",
            AnalysisText.Write("accuracy", null, [], new FrontReport(["accuracy", "time"], [new(3, [0.9, 7]), new(5, [0.5, 1])], [0, 9], 0.62, []) { Counted = 9 }).Single());

    private static ParameterImportance Of(string path, double share, BestRegion best) => new(path, share, 0.01, 60, [], best);
}
