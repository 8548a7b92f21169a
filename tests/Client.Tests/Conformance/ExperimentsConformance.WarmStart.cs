using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Client.Tests.Conformance;

/// <content>Searches that start from the results of other experiments.</content>
public abstract partial class ExperimentsConformance
{
    [Fact]
    public async Task A_search_starts_from_the_results_of_another_experiment_and_needs_it_no_more()
    {
        var before = await Experiments.SubmitAsync(External(20) with { Name = "Before" }, Patience);
        await RunAsync(before, x => (x - 0.3) * (x - 0.3));
        var warm = External(6) with { Search = new SearchSpec { Algorithm = "tpe", Trials = 6, WarmStart = ["Before"] } };
        var id = await Experiments.SubmitAsync(warm, Patience);
        await Experiments.DeleteAsync(before, Patience);

        var spec = (await Experiments.GetAsync(id, Patience)).Spec;
        Assert.Equal((0, 20), (spec.Search.WarmStart.Count, spec.Search.Known.Count));
        Assert.All(spec.Search.Known, known => Assert.Equal(Math.Pow(known.Parameters.GetProperty("x").GetDouble() - 0.3, 2), known.Values["loss"], 1e-12));

        // Six trials alone would be random ones all over [-1, 1].
        await RunAsync(id, x => (x - 0.3) * (x - 0.3));
        var tried = (await Experiments.TrialsAsync(id, new TrialQuery(), Patience)).Items.Select(trial => trial.Choices["x"].GetDouble()).ToList();
        Assert.True(tried.Count(x => Math.Abs(x - 0.3) < 0.3) >= 4, string.Join(' ', tried));
    }

    [Fact]
    public async Task Of_several_objectives_each_counts_by_its_own_rule_and_the_best_in_the_first_of_them_come_first()
    {
        var (loss, cost) = (Objective.Minimize("loss"), Objective.Minimize("cost") with { Value = ObjectiveValue.Best });
        var before = await Experiments.SubmitAsync(External() with { Objective = loss, FurtherObjectives = [cost] }, Patience);
        for (var number = 1; number <= 3; number++)
        {
            await Experiments.AskAsync(before, "script", Lease, Patience);
            MetricPoint[] points = [new("loss", 1, number), new("cost", 1, 4 - number), new("cost", 2, 10)];
            await Experiments.TellAsync(before, number, new ToldTrial { Attempt = 1, Points = points, Outcome = ToldOutcome.Completed }, Patience);
        }

        var search = new SearchSpec { Algorithm = "tpe", Trials = 3, WarmStart = [before] };
        var id = await Experiments.SubmitAsync(External() with { Objective = cost, FurtherObjectives = [loss], Search = search }, Patience);

        var known = (await Experiments.GetAsync(id, Patience)).Spec.Search.Known;
        Assert.Equal([(1.0, 3.0), (2, 2), (3, 1)], known.Select(result => (result.Values["cost"], result.Values["loss"])));
    }

    [Fact]
    public async Task An_experiment_that_is_not_there_or_says_nothing_of_the_space_is_no_start()
    {
        var other = await Ended();
        var warm = External() with { Search = new SearchSpec { Algorithm = "tpe", Trials = 3, WarmStart = ["nowhere", other] } };
        var faulty = await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.SubmitAsync(warm, Patience));

        Assert.Equal(["spec.search.warm_start[0]: there is no experiment 'nowhere'", $"spec.search.warm_start[1]: '{other}' has no completed trial with 'loss'"],
            faulty.Errors.Select(error => error.ToString()));
    }

    private async Task RunAsync(string experiment, Func<double, double> loss)
    {
        while ((await Experiments.AskAsync(experiment, "script", Lease, Patience)).Trial is { } trial)
        {
            var metrics = new Dictionary<string, double> { ["loss"] = loss(trial.Choices["x"].GetDouble()) };
            await Experiments.TellAsync(experiment, trial.Number, new ToldTrial { Attempt = trial.Attempt, Metrics = metrics, Outcome = ToldOutcome.Completed }, Patience);
        }
    }
}
