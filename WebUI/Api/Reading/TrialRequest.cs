using System.Text.Json.Serialization;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>Somebody who asks for a trial to run it.</summary>
/// <param name="Worker">Who asks, for people: the name of a machine or a script.</param>
/// <param name="Lease">The seconds within which something has to be told, again and again; from 1 to 86,400.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TrialRequest([property: JsonRequired] string Worker, double Lease = 60);
