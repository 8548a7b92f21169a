using ActorTraining.Experiments;

namespace ActorTraining.Cli.Tests.Soak;

/// <summary>A trial as a dead process left it in the store.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Its state.</param>
/// <param name="Attempt">The number of its attempts.</param>
/// <param name="Points">The steps that it has reported.</param>
/// <param name="Checkpoint">The step of its newest checkpoint; 0 before the first.</param>
/// <param name="Files">The keys of its checkpoints.</param>
internal sealed record StoredTrial(int Number, TrialState State, int Attempt, long Points, long Checkpoint, IReadOnlyList<string> Files);
