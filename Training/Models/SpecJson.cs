using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorTraining.Training.Models;

/// <summary>How model, optimizer and loss specs are written as JSON: names in camel case, kinds as <c>"type": "leaky-relu"</c>.</summary>
public static class SpecJson
{
    /// <summary>The options for <see cref="JsonSerializer"/>. A property that does not exist is an error.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };
}
