using System.Text.Json;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Output;

/// <summary>How <c>--json</c> writes.</summary>
internal static class JsonText
{
    /// <summary>The value on one line.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, ExperimentJson.Options);
}
