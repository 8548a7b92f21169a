using System.Diagnostics;
using ActorTraining.Experiments.Search;

namespace ActorTraining.Bench.Searches;

/// <summary>One search on one function.</summary>
/// <param name="Values">The function at each trial, without noise.</param>
/// <param name="Seconds">What the search itself took, by the processor's clock on the wall.</param>
internal sealed record SearchStudy(IReadOnlyList<double> Values, double Seconds)
{
    /// <summary>The least value up to each trial.</summary>
    public double[] BestSoFar
    {
        get
        {
            var best = double.PositiveInfinity;
            return [.. Values.Select(value => best = Math.Min(best, value))];
        }
    }

    /// <summary>Runs a search, one trial after the other.</summary>
    public static SearchStudy Run(TestFunction function, string algorithm, ulong seed)
    {
        var search = SearchAlgorithms.Create(function.Spec(algorithm, seed), FunctionJob.Catalog);
        var noise = new Random((int)seed);
        var watch = new Stopwatch();
        List<double> values = [];
        for (var number = 1; number <= function.Trials; number++)
        {
            watch.Start();
            var proposal = search.Propose(number)!;
            watch.Stop();
            values.Add(function.Value(proposal.Parameters.GetProperty("at")));
            var told = values[^1] + function.Noise * Normal(noise);
            watch.Start();
            search.Observe(new TrialResult(number, [told]));
            watch.Stop();
        }
        return new SearchStudy(values, watch.Elapsed.TotalSeconds);
    }

    // G. E. P. Box, M. E. Muller: A note on the generation of random normal deviates (1958).
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
