using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>Trials to add.</summary>
/// <param name="Points">Each an object of values by their path under <c>params</c>: <c>{ "optimizer.lr": 0.1 }</c>; at most 1,000. What one leaves out is drawn.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TrialPoints([property: JsonRequired] IReadOnlyList<Dictionary<string, JsonElement>> Points);
