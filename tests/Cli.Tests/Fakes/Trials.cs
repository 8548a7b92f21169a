using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Tests.Fakes;

/// <summary>Trials and experiments as the tests need them.</summary>
internal static class Trials
{
    public static TrialInfo Trial(int number, TrialState state, double step = 0, long steps = 16, string choices = "{}", double? accuracy = null, int attempt = 1) => new()
    {
        Number = number,
        State = state,
        Parameters = Json("{}"),
        Choices = Json(choices).EnumerateObject().ToDictionary(property => property.Name, property => property.Value),
        Attempt = attempt,
        Step = step,
        Steps = steps,
        Unit = "epoch",
        Objective = accuracy,
        Metrics = accuracy is { } value ? new Dictionary<string, double> { ["test.accuracy"] = value, ["train.loss"] = 2 * (1 - value) } : new Dictionary<string, double>(),
        Seconds = step,
    };

    public static ExperimentSpec Spec(string name = "digits", string parameters = """{"lr":{"grid":[0.01,0.1,1]}}""") => new()
    {
        Name = name,
        Job = "classifier",
        Parameters = Json(parameters),
        Objective = new Objective { Metric = "test.accuracy" },
    };

    public static ExperimentInfo Experiment(int planned = 3, ExperimentState state = ExperimentState.Running, string id = "digits-abcdef", ExperimentSpec? spec = null) => new()
    {
        Id = id,
        Spec = spec ?? Spec(),
        State = state,
        Created = ManualClock.Start,
        Planned = planned,
        Counts = new Dictionary<TrialState, int>(),
    };

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
