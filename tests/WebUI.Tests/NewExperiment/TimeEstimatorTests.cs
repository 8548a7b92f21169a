using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;
using ActorTraining.WebUI.Components.NewExperiment;

namespace ActorTraining.WebUI.Tests.NewExperiment;

/// <summary>How long an experiment will probably take, going by earlier trials.</summary>
public sealed class TimeEstimatorTests
{
    private static readonly JobDescription Job = JobCatalog.Default.Find("classifier")!;

    [Fact]
    public void Without_earlier_trials_nothing_is_said() => Assert.Null(TimeEstimator.Estimate(Job, 3, [Planned(units: 10)], [], 2));

    [Fact]
    public void A_trial_takes_as_long_as_one_of_the_same_network_in_proportion_to_its_epochs()
    {
        var estimate = TimeEstimator.Estimate(Job, 5, [Planned(units: 10, epochs: 6)], [Earlier(units: 10, epochs: 2, seconds: 8), Earlier(units: 500, epochs: 2, seconds: 900)], 2)!;

        Assert.Equal(24, estimate.TrialSeconds);
        Assert.Equal(3 * 24, estimate.Seconds);
        Assert.Equal((2, 1), (estimate.AtOnce, estimate.Trials));
        Assert.Empty(estimate.Differs);
    }

    [Fact]
    public void What_differs_is_named_apart_from_what_varies()
    {
        var estimate = TimeEstimator.Estimate(Job, 1, [Planned(units: 10, varies: "optimizer.lr")], [Earlier(units: 20, epochs: 1, seconds: 8, rate: 0.5)], 4)!;

        Assert.Equal(["model"], estimate.Differs);
        Assert.Equal(1, estimate.AtOnce);
    }

    private static Proposal Planned(int units, int epochs = 1, string? varies = null) =>
        new(Parameters(units, epochs, 0.1), varies is null ? new Dictionary<string, JsonElement>() : new() { [varies] = ParameterValue.Of(0.1) });

    private static EarlierTrial Earlier(int units, int epochs, double seconds, double rate = 0.1) => new("earlier", Job.Parameters.Complete(Parameters(units, epochs, rate)), seconds);

    private static JsonElement Parameters(int units, int epochs, double rate) => ParameterValue.Of(new
    {
        dataset = "mnist",
        model = new { layers = new[] { new { kind = "linear", units } } },
        optimizer = new { kind = "sgd", lr = rate },
        epochs,
    });
}
