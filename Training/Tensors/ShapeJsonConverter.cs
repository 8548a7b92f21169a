using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorTraining.Training.Tensors;

/// <summary>A shape as a JSON array: <c>[784, 128]</c>.</summary>
internal sealed class ShapeJsonConverter : JsonConverter<Shape>
{
    public override Shape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        int[] sizes = JsonSerializer.Deserialize<int[]>(ref reader, options) ?? throw new JsonException("a shape is an array of whole numbers");
        try
        {
            return Shape.Create(sizes);
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (int size in value)
            writer.WriteNumberValue(size);
        writer.WriteEndArray();
    }
}
