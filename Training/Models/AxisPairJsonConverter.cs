using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorTraining.Training.Models;

/// <summary>A number for both axes, or an array of two.</summary>
internal sealed class AxisPairJsonConverter : JsonConverter<AxisPair>
{
    public override AxisPair Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.GetInt32();
        int[]? values = JsonSerializer.Deserialize<int[]>(ref reader, options);
        return values is [int y, int x] ? new AxisPair(y, x) : throw new JsonException("give a whole number for both axes, or two in an array: [3, 5]");
    }

    public override void Write(Utf8JsonWriter writer, AxisPair value, JsonSerializerOptions options)
    {
        if (value.Y == value.X)
        {
            writer.WriteNumberValue(value.Y);
            return;
        }

        writer.WriteStartArray();
        writer.WriteNumberValue(value.Y);
        writer.WriteNumberValue(value.X);
        writer.WriteEndArray();
    }
}
