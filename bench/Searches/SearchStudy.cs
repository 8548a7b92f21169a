using System.Diagnostics;
using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Bench.Searches;

/// <summary>One search on one function.</summary>
/// <param name="Curve">How far it was after each trial, in the order in which they ended.</param>
/// <param name="Seconds">What the search itself took.</param>
internal sealed record SearchStudy(double[] Curve, double Seconds)
{
    // How long a trial takes, as a share of the mean, when several run at once.
    private const double Shortest = 0.5, Longest = 1.5;

    /// <summary>Runs a search on a function, so many trials at a time; the curve is the least value, without noise.</summary>
    public static SearchStudy Run(TestFunction function, string algorithm, ulong seed, int workers)
    {
        var noise = new Random((int)seed);
        List<double> values = [];
        var seconds = Run(function.Spec(algorithm, seed), workers, proposal =>
        {
            values.Add(function.Value(proposal.Parameters.GetProperty("at")));
            return [values[^1] + function.Noise * Normal(noise)];
        });
        return new SearchStudy(Lowest(values), seconds);
    }

    /// <summary>Runs a search on two functions; the curve is the hypervolume.</summary>
    public static SearchStudy Run(TestFront front, string algorithm, ulong seed, int workers)
    {
        List<IReadOnlyList<double>> losses = [];
        var seconds = Run(front.Spec(algorithm, seed), workers, proposal =>
        {
            losses.Add(front.Values(proposal.Parameters.GetProperty("at")));
            return [.. losses[^1].Select(loss => (double?)loss)];
        });
        return new SearchStudy(Volumes(losses), seconds);
    }

    /// <summary>The least value up to each trial.</summary>
    public static double[] Lowest(IReadOnlyList<double> values)
    {
        var best = double.PositiveInfinity;
        return [.. values.Select(value => best = Math.Min(best, value))];
    }

    /// <summary>The hypervolume up to each trial.</summary>
    public static double[] Volumes(IReadOnlyList<IReadOnlyList<double>> losses) =>
        [.. losses.Select((_, trial) => Hypervolume.Of([.. losses.Take(trial + 1)], TestFront.Reference))];

    private static double Run(ExperimentSpec spec, int workers, Func<Proposal, IReadOnlyList<double?>> evaluate)
    {
        var search = SearchAlgorithms.Create(spec, FunctionJob.Catalog);
        var lengths = new Random((int)spec.Seed);
        var running = new PriorityQueue<(int Number, Proposal Proposal), double>();
        var watch = new Stopwatch();
        double now = 0;
        for (var number = 1; number <= spec.Search.Trials; number++)
        {
            if (running.Count == workers)
                End();
            watch.Start();
            var proposal = search.Propose(number)!;
            watch.Stop();
            running.Enqueue((number, proposal), now + Shortest + (Longest - Shortest) * lengths.NextDouble());
        }
        while (running.Count > 0)
            End();
        return watch.Elapsed.TotalSeconds;

        void End()
        {
            running.TryDequeue(out var ended, out now);
            var result = new TrialResult(ended.Number, evaluate(ended.Proposal));
            watch.Start();
            search.Observe(result);
            watch.Stop();
        }
    }

    // G. E. P. Box, M. E. Muller: A note on the generation of random normal deviates (1958).
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
