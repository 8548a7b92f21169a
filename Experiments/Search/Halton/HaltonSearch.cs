using ActorTraining.Experiments.Search.Sequences;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Halton;

/// <summary>The points of a Halton sequence, one dimension for each expression.</summary>
internal static class HaltonSearch
{
    // Sets the permutations apart from the seeds of trials, which come from the same generator and the same seed.
    private const ulong Domain = 0x4A170;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = new()
    {
        Name = "halton",
        Options = new ObjectSchema
        {
            Summary = "Spreads the parameter sets evenly over the space, with fewer gaps and clusters than random draws.",
            Properties = [SearchOptions.Trials, SearchOptions.Start],
        },
        Create = problem => new SequenceSearch(problem, dimensions => new HaltonSequence(dimensions, SplitMix64.Output(problem.Seed ^ Domain, 1))),
    };
}
