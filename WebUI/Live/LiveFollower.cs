namespace ActorTraining.WebUI.Live;

/// <summary>Somebody who follows an experiment.</summary>
/// <param name="Changed">Receives what happened.</param>
internal sealed record LiveFollower(Action<LiveBatch> Changed);
