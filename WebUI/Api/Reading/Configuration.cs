using System.Text.Json.Serialization;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>How many trials of an experiment run at once, and which experiment goes first.</summary>
/// <param name="Parallel">The most trials at once, at least 1; null or absent for every slot.</param>
/// <param name="Priority">Higher goes first where slots are short.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Configuration(int? Parallel, int Priority);
