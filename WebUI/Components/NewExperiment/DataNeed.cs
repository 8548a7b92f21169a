namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>Data that the trials of a spec need and that is not on this machine.</summary>
/// <param name="Name">A data set of the catalogue, or a path.</param>
/// <param name="Bytes">How much there is to fetch; null where it cannot be fetched but has to be put there.</param>
/// <param name="Looked">Where it was looked for.</param>
internal sealed record DataNeed(string Name, long? Bytes, string Looked);
