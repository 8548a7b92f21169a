using ActorTraining.Experiments.Search.Space;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search;

/// <summary>Independent random draws from a space. A draw that breaks a constraint is replaced by the next.</summary>
/// <remarks>
/// A proposal depends on the seed of the experiment and the number of the trial alone, whatever ran before and beside it; and the value of each
/// parameter also on its own path alone, so that a further parameter in the spec leaves the others' values as they were.
/// </remarks>
internal sealed class RandomSearch : DrawnSearch
{
    // Sets the draws apart from the seeds of trials, which come from the same generator and the same seed.
    private const ulong Domain = 0x5EA2C4;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = new()
    {
        Name = "random",
        Options = new ObjectSchema
        {
            Summary = "Draws every parameter set at random, independently of all others.",
            Properties = [SearchOptions.Trials, SearchOptions.Start],
        },
        Create = problem => new RandomSearch(problem),
    };

    private readonly SearchSpace _space;
    private readonly ulong _seed;

    /// <summary>Creates the search.</summary>
    /// <param name="problem">What to search, with a number of trials.</param>
    public RandomSearch(SearchProblem problem) : base(problem) => (_space, _seed) = (problem.Space, SplitMix64.Output(problem.Seed ^ Domain, 1));

    /// <inheritdoc/>
    protected override Proposal Draw(int number, int draw)
    {
        var seed = SplitMix64.Output(SplitMix64.Output(_seed, (ulong)number), (ulong)draw);
        return _space.Draw(new Placement(dimension => SplitMix64.Unit(SplitMix64.Output(seed ^ SplitMix64.Hash(dimension.Path), 1))));
    }
}
