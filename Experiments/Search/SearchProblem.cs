using ActorTraining.Experiments.Search.Space;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Search;

/// <summary>What a search algorithm has to work on.</summary>
/// <param name="Space">All parameter sets.</param>
/// <param name="Search">The algorithm's own settings.</param>
/// <param name="Objectives">What is to be made better, at least one.</param>
/// <param name="Seed">The seed of the experiment.</param>
/// <param name="IsAllowed">Whether a proposal meets the constraints; null when there are none.</param>
internal sealed record SearchProblem(SearchSpace Space, SearchSpec Search, IReadOnlyList<Objective> Objectives, ulong Seed, Func<Proposal, bool>? IsAllowed);
