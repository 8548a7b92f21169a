namespace ActorTraining.WebUI.Api.Resources;

/// <summary>An experiment that was submitted.</summary>
/// <param name="Id">Its identifier.</param>
public sealed record NewExperiment(string Id);
