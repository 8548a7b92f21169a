using ActorTraining.Experiments.Search.Sequences;

namespace ActorTraining.Experiments.Search.Halton;

/// <summary>A Halton sequence: points that fill the unit cube more evenly than independent draws, one prime base for each dimension.</summary>
/// <remarks>
/// Every digit goes through a random permutation of its own (A. B. Owen: A randomized Halton algorithm in R, 2017). Without that, dimensions with
/// neighbouring large bases run along a diagonal for their first points, which are all that a search ever sees. The permutations leave the even
/// spread as it is: among the first b^k points, each of the b^k equal parts of a dimension of base b has one.
/// </remarks>
internal sealed class HaltonSequence : IPointSequence
{
    // As many digits as a double can tell apart.
    private const double Bits = 53;

    private readonly int[] _bases;
    private readonly int[][][] _permutations;

    /// <summary>Creates the sequence.</summary>
    /// <param name="dimensions">The number of dimensions, at least 0.</param>
    /// <param name="seed">Chooses the permutations.</param>
    public HaltonSequence(int dimensions, ulong seed)
    {
        _bases = [.. Primes().Take(dimensions)];
        _permutations = [.. _bases.Select((radix, dimension) => Permutations(radix, SplitMix64.Output(seed, (ulong)dimension + 1)))];
    }

    /// <inheritdoc/>
    public double At(long index, int dimension)
    {
        var (radix, value, weight) = (_bases[dimension], 0.0, 1.0);
        foreach (var permutation in _permutations[dimension])
        {
            (index, var digit) = Math.DivRem(index, radix);
            weight /= radix;
            value += permutation[digit] * weight;
        }
        return Math.Min(value, Math.BitDecrement(1));
    }

    private static int[][] Permutations(int radix, ulong seed)
    {
        var digits = (int)Math.Ceiling(Bits / Math.Log2(radix));
        return [.. Enumerable.Range(1, digits).Select(digit => Permutation(radix, SplitMix64.Output(seed, (ulong)digit)))];
    }

    // Fisher and Yates' shuffle.
    private static int[] Permutation(int length, ulong seed)
    {
        var items = Enumerable.Range(0, length).ToArray();
        for (var last = length - 1; last > 0; last--)
        {
            var other = (int)(SplitMix64.Unit(SplitMix64.Output(seed, (ulong)last)) * (last + 1));
            (items[last], items[other]) = (items[other], items[last]);
        }
        return items;
    }

    private static IEnumerable<int> Primes()
    {
        var found = new List<int>();
        for (var candidate = 2; ; candidate++)
        {
            if (found.TrueForAll(prime => candidate % prime != 0))
            {
                found.Add(candidate);
                yield return candidate;
            }
        }
    }
}
