using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Cli.Output;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Runs;

/// <summary>Tells whether two specs ask for the same experiment.</summary>
internal static class SpecIdentity
{
    /// <summary>Whether name and content are equal, by value: layout, comments, description and tags do not count, nor does the order of keys.</summary>
    public static bool Same(ExperimentSpec a, ExperimentSpec b) => JsonNode.DeepEquals(Content(a), Content(b));

    private static JsonNode? Content(ExperimentSpec spec) =>
        JsonSerializer.SerializeToNode(spec with { Source = null, Description = null, Tags = [] }, CliJson.Options);
}
