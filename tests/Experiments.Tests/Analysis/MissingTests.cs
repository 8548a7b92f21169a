using System.Text.Json;
using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Analysis;

/// <summary>What an analysis says where it has too little to say more.</summary>
public sealed class MissingTests
{
    private static readonly ExperimentSpec Spec = new()
    {
        Name = "a search",
        Job = "external",
        Parameters = JsonSerializer.SerializeToElement(new { }),
        Objective = new Objective { Metric = "loss", Direction = ObjectiveDirection.Minimize },
    };

    [Fact]
    public void Too_few_trials_are_counted() => Assert.Equal(
        [
            "Which parameters matter can be said from 8 trials with a result on; so far there is 1.",
            "How early trials can be told apart can be said from 6 completed trials on; so far there is 1.",
        ],
        Missing(Spec, [Trial(1, 0.5, 0.1), Trial(2, 0.1, 0.2) with { State = TrialState.Running }]));

    [Fact]
    public void Results_that_are_alike_and_nothing_that_varied_are_told_apart()
    {
        Assert.Equal("No parameter can be told to matter: all 9 trials have the same loss, 0.5.", Missing(Spec, [.. Enumerable.Range(1, 9).Select(k => Trial(k, 0.5, k))])[0]);
        Assert.Equal("No parameter can be told to matter: none that every trial has was varied.", Missing(Spec, [.. Enumerable.Range(1, 9).Select(k => Trial(k, k, 0.1))])[0]);
    }

    [Fact]
    public void Curves_that_are_too_short_are_counted() => Assert.Equal(
        "How early trials can be told apart cannot be said: it takes 6 trials with 4 finite values of loss or more, and there is 1.",
        ExperimentAnalysis.Of(Spec, [.. Enumerable.Range(1, 9).Select(k => Trial(k, k, k))], [new MetricSeries(1, "loss", [1, 2, 3, 4], [4, 3, 2, 1]), new MetricSeries(2, "loss", [1], [1])]).Missing.Single());

    [Fact]
    public void With_several_objectives_a_front_is_missed_until_a_trial_has_all_of_them()
    {
        var two = Spec with { FurtherObjectives = [new Objective { Metric = "seconds", Direction = ObjectiveDirection.Minimize }] };

        Assert.Equal("There is no Pareto front yet: no trial has come to its end with a finite value of every objective.", Missing(two, [Trial(1, 0.5, 0.1) with { FurtherObjectives = [null] }])[^1]);
        Assert.DoesNotContain(Missing(two, [Trial(1, 0.5, 0.1) with { FurtherObjectives = [3] }]), sentence => sentence.Contains("front", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_missing_where_everything_was_said()
    {
        var trials = Enumerable.Range(1, 12).Select(k => Trial(k, k, k)).ToList();

        Assert.Empty(ExperimentAnalysis.Of(Spec, trials, [.. trials.Select(trial => new MetricSeries(trial.Number, "loss", [1, 2, 3, 4], [4, 3, 2, trial.Number]))]).Missing);
    }

    private static IReadOnlyList<string> Missing(ExperimentSpec spec, IReadOnlyList<TrialInfo> trials) => ExperimentAnalysis.Of(spec, trials, []).Missing;

    private static TrialInfo Trial(int number, double loss, double lr) => new()
    {
        Number = number,
        State = TrialState.Completed,
        Parameters = default,
        Choices = new Dictionary<string, JsonElement> { ["lr"] = JsonSerializer.SerializeToElement(lr) },
        Objective = loss,
    };
}
