namespace ActorTraining.Experiments.Search;

/// <summary>The seed of a trial.</summary>
public static class TrialSeed
{
    /// <summary>The seed of the trial of this number.</summary>
    /// <remarks>
    /// It is output <paramref name="number"/> of the generator SplitMix64 started at the experiment's seed (G. L. Steele, D. Lea, C. H. Flood: Fast
    /// splittable pseudorandom number generators, OOPSLA 2014). SplitMix64 runs through all 2^64 values before one comes again, so no two trials of an
    /// experiment share a seed, and a trial's seed depends neither on the slot it runs on nor on the trials before it.
    /// </remarks>
    /// <param name="experimentSeed">The seed of the experiment.</param>
    /// <param name="number">The trial's number, from 1.</param>
    public static ulong For(ulong experimentSeed, int number) => SplitMix64.Output(experimentSeed, (ulong)number);
}
