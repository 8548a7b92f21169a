namespace ActorTraining.WebUI.Api.Resources;

/// <summary>Trials that were added.</summary>
/// <param name="Trials">Their numbers.</param>
public sealed record AddedTrials(IReadOnlyList<int> Trials);
