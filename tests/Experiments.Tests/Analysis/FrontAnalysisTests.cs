using System.Text.Json;
using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Analysis;

public sealed class FrontAnalysisTests
{
    private static readonly Objective[] Two = [Objective.Maximize("accuracy"), Objective.Minimize("parameters")];

    [Fact]
    public void The_front_is_what_no_other_trial_beats_and_the_hypervolume_what_it_dominates()
    {
        // Scaled: 1 (0, 1), 2 (0.5, 0.5), 3 (1, 0), 4 (0.75, 0.75), all as losses in [0, 1].
        var report = FrontAnalysis.Of([Trial(1, 0.9, 1000), Trial(2, 0.7, 600), Trial(3, 0.5, 200), Trial(4, 0.6, 800)], Two)!;

        Assert.Equal(["accuracy", "parameters"], report.Objectives);
        Assert.Equal([1, 2, 3], report.Trials.Select(trial => trial.Trial));
        Assert.Equal([0.7, 600], report.Trials[1].Values);
        Assert.Equal([0.5, 1000], report.Reference);
        Assert.Equal(0.25, report.Hypervolume, 1e-12);
        Assert.Equal(4, report.Counted);
        Assert.Equal([(1, 1), (2, 2), (3, 3)], report.Progress.Select(step => (step.Trial, step.Ended)));
        Assert.Equal([0, 0.25, 0.25], report.Progress.Select(step => Math.Round(step.Hypervolume, 12)));
    }

    [Fact]
    public void Trials_without_a_finite_value_for_each_do_not_count()
    {
        var failed = Trial(5, 1, 1) with { State = TrialState.Failed };
        var report = FrontAnalysis.Of([Trial(1, 0.9, 1000), Trial(2, double.NaN, 1), Trial(3, null, 1), failed, Trial(4, 0.8, 2000)], Two)!;

        Assert.Equal([1], report.Trials.Select(trial => trial.Trial));
    }

    [Fact]
    public void With_one_objective_or_no_result_there_is_no_front()
    {
        Assert.Null(FrontAnalysis.Of([Trial(1, 0.9, 1000)], [Two[0]]));
        Assert.Null(FrontAnalysis.Of([Trial(1, null, 1000)], Two));
    }

    private static TrialInfo Trial(int number, double? accuracy, double? parameters) => new()
    {
        Number = number,
        State = TrialState.Completed,
        Parameters = default(JsonElement),
        Choices = new Dictionary<string, JsonElement>(),
        Objective = accuracy,
        FurtherObjectives = [parameters],
        Ended = DateTimeOffset.UnixEpoch.AddSeconds(number),
    };
}
