using ActorTraining.Experiments.Search;

namespace ActorTraining.Experiments.Tests.Search;

public class TrialSeedTests
{
    // The first outputs of the reference implementation (S. Vigna, prng.di.unimi.it/splitmix64.c).
    [Theory]
    [InlineData(0, 1, 0xE220A8397B1DCDAF)]
    [InlineData(0, 2, 0x6E789E6AA1B965F4)]
    [InlineData(0, 3, 0x06C45D188009454F)]
    [InlineData(1234567, 1, 6457827717110365317)]
    [InlineData(1234567, 2, 3203168211198807973)]
    [InlineData(1234567, 3, 9817491932198370423)]
    public void It_is_an_output_of_SplitMix64(ulong experimentSeed, int number, ulong expected) =>
        Assert.Equal(expected, TrialSeed.For(experimentSeed, number));

    [Fact]
    public void No_two_trials_share_one() =>
        Assert.Equal(100_000, Enumerable.Range(1, 100_000).Select(number => TrialSeed.For(42, number)).Distinct().Count());
}
