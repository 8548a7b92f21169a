using ActorTraining.Experiments;
using ActorTraining.Training.Parameters;
using ActorTraining.WebUI.Components.Experiments.Analysis;

namespace ActorTraining.WebUI.Tests.Analysis;

/// <summary>Which trials no other beats.</summary>
public sealed class FrontTests
{
    private static readonly Quantity Size = Metric("size", false);
    private static readonly Quantity Accuracy = Metric("accuracy", true);

    [Fact]
    public void Has_the_trials_that_no_other_beats_in_both_quantities()
    {
        TrialInfo[] trials = [Trial(1, 100, 0.8), Trial(2, 50, 0.7), Trial(3, 60, 0.7), Trial(4, 10, 0.5), Trial(5, 200, 0.75), Trial(6, 100, 0.8), Trial(7, 20, null)];

        Assert.Equal([4, 2, 1], Front.Of(trials, (Size, false), (Accuracy, true)).Select(trial => trial.Number));
        Assert.Equal([5, 3, 4], Front.Of(trials, (Size, true), (Accuracy, false)).Select(trial => trial.Number));
    }

    private static Quantity Metric(string name, bool higher) =>
        new($"metric:{name}", name, false, null, higher, trial => trial.Metrics.TryGetValue(name, out var value) ? ParameterValue.Of(value) : null);

    private static TrialInfo Trial(int number, double size, double? accuracy)
    {
        var metrics = new Dictionary<string, double> { ["size"] = size };
        if (accuracy is { } value)
        {
            metrics["accuracy"] = value;
        }

        return new TrialInfo { Number = number, State = TrialState.Completed, Parameters = ParameterValue.Of(new { }), Choices = new Dictionary<string, System.Text.Json.JsonElement>(), Metrics = metrics };
    }
}
