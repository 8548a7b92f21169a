using System.Text.Json;

namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>A trial that ran to its end, for what can be learnt from it about others of its job.</summary>
/// <param name="Experiment">The name of its experiment.</param>
/// <param name="Parameters">Its parameters, complete.</param>
/// <param name="Seconds">How long it computed.</param>
internal sealed record EarlierTrial(string Experiment, JsonElement Parameters, double Seconds);
