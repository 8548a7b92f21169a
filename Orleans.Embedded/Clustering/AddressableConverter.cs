using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Clustering;

/// <summary>References to grains and observers travel as identities; which interface they are called through, the declared type says.</summary>
internal sealed class AddressableConverter(CallRouter router) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsInterface && typeof(IAddressable).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), router)!;

    private sealed class Converter<T>(CallRouter router) : JsonConverter<T>
        where T : class, IAddressable
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (T)(object)GrainInterface.Of(typeof(T)).CreateReference(router, TextConverter.Parse(reader.GetString(), GrainId.Parse));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(GrainExtensions.ReferenceTo(value).GrainId.ToString());
    }
}
