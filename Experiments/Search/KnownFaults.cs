using ActorTraining.Experiments.Search.Space;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search;

/// <summary>What is wrong with results that users give a search to learn from.</summary>
internal static class KnownFaults
{
    /// <summary>The results that no search could learn from.</summary>
    /// <param name="known">The results.</param>
    /// <param name="space">The space.</param>
    /// <param name="objectives">The metrics of the objectives.</param>
    public static IEnumerable<ParameterError> Of(IReadOnlyList<KnownTrial> known, SearchSpace space, IReadOnlyList<string> objectives)
    {
        foreach (var (index, trial) in known.Index().Where(entry => entry.Item.From is null))
        {
            if (space.Faulty.Count == 0 && space.Encode(trial.Parameters) is null)
                yield return new ParameterError($"{SpecPath.Known}[{index}].params", $"are not in the space of this search, which varies {DidYouMean.Listed(space.Paths)}; give each of these a value that it can choose");
            // A trial without values is one that failed.
            foreach (var missing in trial.Values.Count == 0 ? [] : objectives.Where(objective => !trial.Values.ContainsKey(objective)))
                yield return new ParameterError($"{SpecPath.Known}[{index}].values", $"has no '{missing}', which is an objective{DidYouMean.Hint(missing, trial.Values.Keys)}");
        }
    }
}
