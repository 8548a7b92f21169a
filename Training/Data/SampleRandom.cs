namespace ActorTraining.Training.Data;

/// <summary>Random numbers that belong to one image in one epoch, whatever was drawn for others: a resumed or a parallel run sees the same.</summary>
/// <remarks>SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", 2014), begun at a mix of the three numbers.</remarks>
internal struct SampleRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>Creates the generator of an image.</summary>
    /// <param name="seed">That of the trial.</param>
    /// <param name="epoch">The number of the epoch.</param>
    /// <param name="index">The index of the image in its set.</param>
    public SampleRandom(ulong seed, int epoch, int index) =>
        _state = Mix(Mix(Mix(seed + Golden) + (uint)epoch + Golden) + (uint)index + Golden);

    /// <summary>A number in [0, 1).</summary>
    public double Next()
    {
        _state += Golden;
        return (Mix(_state) >> 11) * (1.0 / (1ul << 53));
    }

    /// <summary>A number in [-1, 1).</summary>
    public double NextSigned() => (2 * Next()) - 1;

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
