using ActorTraining.Experiments.Search.Sequences;

namespace ActorTraining.Experiments.Search.Sobol;

/// <summary>The points of a Sobol sequence, one dimension for each expression.</summary>
internal static class SobolSearch
{
    // Sets the scrambling apart from other random numbers of the same seed.
    private const ulong Domain = 0x50B01;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = SequenceSearch.Describe(
        "sobol", "Spreads the parameter sets evenly over the space; most evenly with a power of two as the number of trials.", Domain, (dimensions, seed) => new SobolSequence(dimensions, seed));
}
