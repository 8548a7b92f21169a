namespace ActorTraining.Experiments.Search;

/// <summary>Random numbers one after the other: the generator SplitMix64.</summary>
/// <param name="seed">Where it starts.</param>
internal sealed class RandomStream(ulong seed)
{
    private ulong _position;

    /// <summary>The next number, uniform in [0, 1).</summary>
    public double Unit() => SplitMix64.Unit(SplitMix64.Output(seed, ++_position));

    /// <summary>The next number, uniform in (0, 1).</summary>
    public double Open() => Unit() + 1.0 / (1UL << 54);

    /// <summary>The next whole number in [0, <paramref name="count"/>).</summary>
    public int Below(int count) => Math.Min((int)(Unit() * count), count - 1);

    /// <summary>The next number of a standard normal distribution.</summary>
    public double Normal() => NormalDistribution.Quantile(Open());
}
