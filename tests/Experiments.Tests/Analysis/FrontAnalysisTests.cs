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

    [Theory]
    [InlineData(3, 40)]
    [InlineData(5, 12)]
    public void With_more_objectives_the_volume_is_counted_and_close_to_the_exact_one(int goals, int count)
    {
        var report = FrontAnalysis.Of(Points(goals, count), Goals(goals))!;

        // Between the best and the worst value of each objective.
        List<double[]> losses = [.. Points(goals, count).Select(trial => (double[])[trial.Objective!.Value, .. trial.FurtherObjectives.Select(value => value!.Value)])];
        double Scaled(double[] loss, int goal) => (loss[goal] - losses.Min(other => other[goal])) / (losses.Max(other => other[goal]) - losses.Min(other => other[goal]));
        var exact = Hypervolume.Of([.. losses.Select(loss => (IReadOnlyList<double>)[.. Enumerable.Range(0, goals).Select(goal => Scaled(loss, goal))])], [.. Enumerable.Repeat(1.0, goals)]);
        Assert.Equal(exact, report.Hypervolume, 0.005);
        Assert.Equal(report.Progress.Select(step => step.Hypervolume).Order(), report.Progress.Select(step => step.Hypervolume));
    }

    [Fact]
    public void The_volume_of_a_large_front_of_many_objectives_is_followed_to_its_end()
    {
        var report = FrontAnalysis.Of(Points(8, 1_000), Goals(8))!;

        Assert.True(report.Trials.Count > 300);
        Assert.True(report.Progress[^1].Ended > 900);
        Assert.True(report.Hypervolume > report.Progress[report.Progress.Count / 2].Hypervolume);
    }

    private static Objective[] Goals(int goals) => [.. Enumerable.Range(0, goals).Select(goal => Objective.Minimize($"loss{goal}"))];

    private static List<TrialInfo> Points(int goals, int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(1, count).Select(number => Trial(number, random.NextDouble(), 0) with { FurtherObjectives = [.. Enumerable.Range(1, goals - 1).Select(_ => (double?)random.NextDouble())] })];
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
