using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>Another value for a parameter of a trial.</summary>
/// <param name="Path">The path under <c>params</c>: <c>optimizer.lr</c>.</param>
/// <param name="Value">The new value.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ParameterChange([property: JsonRequired] string Path, [property: JsonRequired] JsonElement Value);
