using ActorTraining.Experiments.Search.Space;

namespace ActorTraining.Experiments.Search.Nsga2;

/// <summary>Makes a point of two others.</summary>
/// <param name="dimensions">The dimensions of the space.</param>
/// <remarks>
/// Numbers by simulated binary crossover (K. Deb, R. B. Agrawal: Simulated binary crossover for continuous search space, 1995) and polynomial mutation
/// (K. Deb, M. Goyal, 1996); of categories one of the two, now and then another.
/// </remarks>
internal sealed class Offspring(IReadOnlyList<Dimension> dimensions)
{
    // How close children are to their parents.
    private const double CrossoverIndex = 5;
    private const double MutationIndex = 5;
    private const double CrossoverShare = 0.9;

    /// <summary>A child.</summary>
    /// <param name="first">[dimensions], NaN where one does not count.</param>
    /// <param name="second">The other parent.</param>
    /// <param name="random">Random numbers.</param>
    /// <returns>A coordinate in [0, 1) for each dimension.</returns>
    public double[] Of(double[] first, double[] second, RandomStream random)
    {
        var child = new double[dimensions.Count];
        var isCrossed = random.Unit() < CrossoverShare;
        for (var i = 0; i < child.Length; i++)
        {
            var gene = Gene(first[i], second[i], dimensions[i].Kind, isCrossed, random);
            child[i] = random.Unit() * child.Length < 1 ? Mutated(gene, dimensions[i].Kind, random) : gene;
        }
        return child;
    }

    private static double Gene(double first, double second, DimensionKind kind, bool isCrossed, RandomStream random)
    {
        // A dimension counts for one parent, both or none: then nothing is known about it.
        if (double.IsNaN(first) || double.IsNaN(second))
            return !double.IsNaN(first) ? first : !double.IsNaN(second) ? second : random.Unit();
        if (!isCrossed)
            return first;
        var side = random.Unit();
        if (kind == DimensionKind.Categorical || random.Unit() < 0.5)
            return side < 0.5 ? first : second;
        var u = random.Open();
        var spread = Math.Pow(u <= 0.5 ? 2 * u : 1 / (2 * (1 - u)), 1 / (CrossoverIndex + 1));
        return Inside(0.5 * (first + second + (side < 0.5 ? spread : -spread) * (first - second)));
    }

    private static double Mutated(double gene, DimensionKind kind, RandomStream random)
    {
        if (kind == DimensionKind.Categorical)
            return random.Unit();
        var u = random.Open();
        // Towards each bound with the chance of a half, and never beyond it.
        return Inside(u < 0.5
            ? gene - gene * (1 - Math.Pow(2 * u, 1 / (MutationIndex + 1)))
            : gene + (1 - gene) * (1 - Math.Pow(2 * (1 - u), 1 / (MutationIndex + 1))));
    }

    private static double Inside(double u) => Math.Clamp(u, 0, Math.BitDecrement(1));
}
