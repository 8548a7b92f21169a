using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Embedded.Clustering;

/// <summary>A value that travels as its text.</summary>
internal sealed class TextConverter<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TextConverter.Parse(reader.GetString(), read);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
}

/// <summary>Reading of such texts.</summary>
internal static class TextConverter
{
    public static T Parse<T>(string? text, Func<string, T> read)
    {
        try
        {
            return read(text ?? throw new FormatException("There is a null where a text should be."));
        }
        catch (FormatException failure)
        {
            throw new JsonException(failure.Message, failure);
        }
    }
}
