namespace ActorTraining.Experiments.Search.Cmaes;

/// <summary>The constants of CMA-ES for a number of dimensions and a population; names and values as in N. Hansen: The CMA evolution strategy, a tutorial (2016), table 1.</summary>
internal sealed class CmaesSettings
{
    /// <summary>Works them out.</summary>
    /// <param name="size">The number of dimensions, at least 1.</param>
    /// <param name="population">The points of a generation, at least 2.</param>
    public CmaesSettings(int size, int population)
    {
        double n = size;
        double[] raw = [.. Enumerable.Range(1, population).Select(rank => Math.Log((population + 1) / 2.0) - Math.Log(rank))];
        double[] better = [.. raw.Where(weight => weight > 0)], worse = [.. raw.Where(weight => weight <= 0)];
        var mass = Mass(better);
        StepRate = (mass + 2) / (n + mass + 5);
        StepDamping = 1 + 2 * Math.Max(0, Math.Sqrt((mass - 1) / (n + 1)) - 1) + StepRate;
        PathRate = (4 + mass / n) / (n + 4 + 2 * mass / n);
        RankOneRate = 2 / ((n + 1.3) * (n + 1.3) + mass);
        RankMuRate = Math.Min(1 - RankOneRate, 2 * (0.25 + mass - 2 + 1 / mass) / ((n + 2) * (n + 2) + mass));
        // As much of the bad directions as keeps the matrix positive definite.
        var least = Math.Min(Math.Min(1 + RankOneRate / RankMuRate, 1 + 2 * Mass(worse) / (mass + 2)), (1 - RankOneRate - RankMuRate) / (n * RankMuRate));
        Weights = [.. better.Select(weight => weight / better.Sum()), .. worse.Select(weight => -least * weight / worse.Sum())];
        (Mu, EffectiveMass) = (better.Length, mass);
        ExpectedLength = Math.Sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
    }

    /// <summary>The weight of each rank, the best first: those of the better half add up to 1, the others are negative.</summary>
    public double[] Weights { get; }

    /// <summary>How many ranks have a positive weight.</summary>
    public int Mu { get; }

    /// <summary>The variance effective selection mass.</summary>
    public double EffectiveMass { get; }

    /// <summary>The learning rate of the step size's path.</summary>
    public double StepRate { get; }

    /// <summary>How slowly the step size changes.</summary>
    public double StepDamping { get; }

    /// <summary>The learning rate of the covariance's path.</summary>
    public double PathRate { get; }

    /// <summary>The share of that path in a new covariance.</summary>
    public double RankOneRate { get; }

    /// <summary>The share of a generation's steps in a new covariance.</summary>
    public double RankMuRate { get; }

    /// <summary>The expected length of a standard normal vector.</summary>
    public double ExpectedLength { get; }

    private static double Mass(double[] weights) => weights.Sum() * weights.Sum() / Math.Max(weights.Sum(weight => weight * weight), double.Epsilon);
}
