using System.Text;

namespace ActorTraining.Experiments.Search;

/// <summary>The generator SplitMix64, used as a hash: any output can be had without those before it.</summary>
internal static class SplitMix64
{
    /// <summary>Output <paramref name="position"/> (from 1) of the generator that starts at <paramref name="seed"/>.</summary>
    public static ulong Output(ulong seed, ulong position)
    {
        var z = unchecked(seed + position * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>The 64-bit FNV-1a hash (G. Fowler, L. C. Noll, K.-P. Vo) of a text in UTF-8.</summary>
    public static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var octet in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ octet) * 0x00000100000001B3);
        return hash;
    }

    /// <summary>The top 53 bits as a number in [0, 1).</summary>
    public static double Unit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
