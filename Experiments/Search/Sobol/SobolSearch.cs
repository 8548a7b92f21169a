using ActorTraining.Experiments.Search.Sequences;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Sobol;

/// <summary>The points of a Sobol sequence, one dimension for each expression.</summary>
internal static class SobolSearch
{
    // Sets the scrambling apart from other random numbers of the same seed.
    private const ulong Domain = 0x50B01;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = new()
    {
        Name = "sobol",
        Options = new ObjectSchema
        {
            Summary = "Spreads the parameter sets evenly over the space; most evenly with a power of two as the number of trials.",
            Properties = [SearchOptions.Trials, SearchOptions.Start],
        },
        Create = problem => new SequenceSearch(problem, dimensions => new SobolSequence(dimensions, SplitMix64.Output(problem.Seed ^ Domain, 1))),
    };
}
