using System.Text.Json;
using System.Text.Json.Serialization;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Output;

/// <summary>Writes specs with the keys of their files.</summary>
internal sealed class SpecJsonConverter : JsonConverter<ExperimentSpec>
{
    /// <inheritdoc/>
    public override ExperimentSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("the output of --json is written, never read");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ExperimentSpec value, JsonSerializerOptions options) => SpecJson.Write(value).WriteTo(writer);
}
