using ActorTraining.Experiments.Search.Sequences;

namespace ActorTraining.Experiments.Search.Sobol;

/// <summary>A Sobol sequence: points of which any 2^k in a row from a multiple of 2^k fill the unit cube evenly, in every dimension by itself and nearly so in pairs.</summary>
/// <remarks>
/// Every digit is flipped or not by a coin of its own for each sequence of digits before it (A. B. Owen: Randomly permuted (t, m, s)-nets and
/// (t, s)-sequences, 1995): with another seed other points, as evenly spread.
/// </remarks>
internal sealed class SobolSequence : IPointSequence
{
    private const int Bits = SobolDirections.Bits;

    private readonly uint[][] _directions;
    private readonly ulong[] _seeds;

    /// <summary>Creates the sequence.</summary>
    /// <param name="dimensions">The number of dimensions, at least 0.</param>
    /// <param name="seed">Tosses the coins.</param>
    public SobolSequence(int dimensions, ulong seed)
    {
        _directions = SobolDirections.For(dimensions);
        _seeds = [.. Enumerable.Range(1, dimensions).Select(dimension => SplitMix64.Output(seed, (ulong)dimension))];
    }

    /// <inheritdoc/>
    public double At(long index, int dimension)
    {
        var value = 0u;
        for (var bit = 0; bit < Bits && index >> bit != 0; bit++)
        {
            if ((index >> bit & 1) != 0)
                value ^= _directions[dimension][bit];
        }
        // The middle of the smallest interval, so that nothing falls on a bound.
        return (Scramble(value, _seeds[dimension]) + 0.5) / (1UL << Bits);
    }

    /// <summary>All coordinates of a point, each in [0, 1).</summary>
    /// <param name="index">The point, from 0.</param>
    public double[] Point(long index) => [.. Enumerable.Range(0, _directions.Length).Select(dimension => At(index, dimension))];

    private static uint Scramble(uint value, ulong seed)
    {
        var scrambled = value;
        for (var bit = 0; bit < Bits; bit++)
        {
            // The digits before this one, with a leading one that tells their number.
            var prefix = 1UL << bit | (ulong)value >> (Bits - bit);
            scrambled ^= (uint)(SplitMix64.Output(seed, prefix) >> 63) << (Bits - 1 - bit);
        }
        return scrambled;
    }
}
