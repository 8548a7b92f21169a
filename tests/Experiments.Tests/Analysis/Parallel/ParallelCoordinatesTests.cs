using System.Text.Json;
using ActorTraining.Experiments.Analysis.Parallel;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Analysis.Parallel;

/// <summary>Trials as lines through their choices to their objectives.</summary>
public sealed class ParallelCoordinatesTests
{
    private static readonly ExperimentSpec Spec = new()
    {
        Name = "a search",
        Job = "external",
        Parameters = JsonSerializer.SerializeToElement(new { }),
        Objective = new Objective { Metric = "loss", Direction = ObjectiveDirection.Minimize },
        FurtherObjectives = [new Objective { Metric = "seconds", Direction = ObjectiveDirection.Minimize }],
    };

    [Fact]
    public void Parameters_that_every_trial_has_come_first_and_the_objectives_last()
    {
        var lines = ParallelCoordinates.Of(Spec,
        [
            Trial(2, 0.2, 5, new { width = 8, kind = "sgd", momentum = 0.9 }),
            Trial(1, 0.5, 3, new { width = 16, kind = "adam" }),
            Trial(3, 0.1, null, new { width = 8, kind = "sgd", momentum = 0.5 }),
        ]);

        Assert.Equal(["kind", "width", "momentum", "loss", "seconds"], lines.Axes.Select(axis => axis.Name));
        Assert.Equal([false, false, false, true, true], lines.Axes.Select(axis => axis.IsObjective));
        Assert.Equal([3, 3, 2, 3, 2], lines.Axes.Select(axis => axis.Trials));
        Assert.Equal(["adam", "sgd"], lines.Axes[0].Categories);
        Assert.Equal([1, 2, 3], lines.Lines.Select(line => line.Trial));
        Assert.Equal([0, 16, null, 0.5, 3], lines.Lines[0].Values);
        Assert.Equal([1, 8, 0.9, 0.2, 5], lines.Lines[1].Values);
        Assert.Equal([1, 8, 0.5, 0.1, null], lines.Lines[2].Values);
    }

    [Fact]
    public void What_was_not_varied_is_no_axis_and_trials_without_a_result_are_no_lines()
    {
        var lines = ParallelCoordinates.Of(Spec,
        [
            Trial(1, 0.5, 1, new { width = 8, lr = 0.001 }),
            Trial(2, 0.4, 1, new { width = 8, lr = 0.1 }),
            Trial(3, double.NaN, 1, new { width = 9, lr = 0.2 }),
            Trial(4, 0.1, 1, new { width = 9, lr = 0.2 }) with { State = TrialState.Failed },
            Trial(5, 0.1, 1, new { width = 9, lr = 0.2 }) with { State = TrialState.Running },
            Trial(6, 0.3, 1, new { width = 8, lr = 0.01 }) with { State = TrialState.Pruned },
        ]);

        Assert.Equal([("lr", true), ("loss", false), ("seconds", false)], lines.Axes.Select(axis => (axis.Name, axis.IsLog)));
        Assert.Equal([1, 2, 6], lines.Lines.Select(line => line.Trial));
    }

    [Fact]
    public void Without_trials_there_are_the_objectives_alone() => Assert.Equal(["loss", "seconds"], ParallelCoordinates.Of(Spec, []).Axes.Select(axis => axis.Name));

    private static TrialInfo Trial(int number, double loss, double? seconds, object choices) => new()
    {
        Number = number,
        State = TrialState.Completed,
        Parameters = default,
        Choices = JsonSerializer.SerializeToElement(choices).EnumerateObject().ToDictionary(property => property.Name, property => property.Value),
        Objective = loss,
        FurtherObjectives = [seconds],
    };
}
