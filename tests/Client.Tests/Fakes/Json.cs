using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Client.Tests.Fakes;

/// <summary>What a server would write.</summary>
internal static class Json
{
    public const string EmptyPage = """{"items":[],"total":0}""";

    public static ExperimentInfo Experiment(string id = "digits-abcdef", ExperimentState state = ExperimentState.Running, long lastEvent = 0) => new()
    {
        Id = id,
        Spec = new ExperimentSpec
        {
            Name = "digits",
            Job = "classifier",
            Parameters = JsonSerializer.SerializeToElement(new { epochs = 2 }),
            Objective = new Objective { Metric = "test.accuracy" },
        },
        State = state,
        Created = DateTimeOffset.UnixEpoch,
        Ended = state is ExperimentState.Running or ExperimentState.Paused ? null : DateTimeOffset.UnixEpoch,
        Counts = new Dictionary<TrialState, int>(),
        LastEvent = lastEvent,
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, ExperimentJson.Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, ExperimentJson.Options)!;
}
