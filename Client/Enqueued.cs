namespace ActorTraining.Client;

/// <summary>The answer to added trials.</summary>
/// <param name="Trials">Their numbers.</param>
internal sealed record Enqueued(IReadOnlyList<int> Trials);
