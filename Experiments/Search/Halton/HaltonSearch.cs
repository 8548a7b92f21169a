using ActorTraining.Experiments.Search.Sequences;

namespace ActorTraining.Experiments.Search.Halton;

/// <summary>The points of a Halton sequence, one dimension for each expression.</summary>
internal static class HaltonSearch
{
    // Sets the permutations apart from the seeds of trials, which come from the same generator and the same seed.
    private const ulong Domain = 0x4A170;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = SequenceSearch.Describe(
        "halton", "Spreads the parameter sets evenly over the space, with fewer gaps and clusters than random draws.", Domain, (dimensions, seed) => new HaltonSequence(dimensions, seed));
}
