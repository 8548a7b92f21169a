using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>Which silo a grain comes to life on, and where calls find it.</summary>
public sealed class PlacementTests
{
    [Fact]
    public async Task A_grain_goes_where_the_hint_says_and_stays_there()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (one, two) = (await cluster.JoinAsync("m1"), await cluster.JoinAsync("m2"));

        Assert.Equal("m1", await cluster.Probe("a", on: one).Where().Soon());
        Assert.Equal("m2", await cluster.Probe("b", on: two).Where().Soon());
        Assert.Equal("head", await cluster.Probe("c", on: cluster.Head!).Where().Soon());

        Assert.Equal("m1", await cluster.Probe("a", on: two).Where().Soon());
        Assert.Equal("head", await cluster.Probe("c", on: two).Where().Soon());
    }

    [Fact]
    public async Task Without_a_hint_it_is_up_to_the_director()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");

        Assert.Equal("head", await member.Grains.GetGrain<IProbe>("a").Where().Soon());
        Assert.Equal("head", await member.Grains.GetGrain<IHome>("h").Where().Soon());
    }

    [Fact]
    public async Task A_hint_to_a_silo_that_is_not_there_fails_the_call()
    {
        await using var cluster = await TestCluster.StartAsync();
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.Zero);

        var failure = await Assert.ThrowsAsync<OrleansException>(() => cluster.Grains.GetGrain<IProbe>("a").Call().Soon());
        Assert.Equal("probe/a: no such silo", failure.Message);

        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        Assert.Equal("head", await cluster.Grains.GetGrain<IProbe>("a").Where().Soon());
    }

    [Fact]
    public async Task A_grain_that_has_ended_may_be_placed_elsewhere()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (one, two) = (await cluster.JoinAsync("m1"), await cluster.JoinAsync("m2"));
        for (var round = 0; round < 20; round++)
        {
            var (there, name) = round % 2 == 0 ? (one, "m1") : (two, "m2");
            Assert.Equal(name, await cluster.Probe("a", on: there).Where().Soon());
            await cluster.Probe("a", on: there).End().Soon();
        }
    }

    [Fact]
    public async Task Many_first_calls_at_once_make_one_activation()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (one, two) = (await cluster.JoinAsync("m1"), await cluster.JoinAsync("m2"));

        for (var round = 0; round < 20; round++)
        {
            var calls = Enumerable.Range(0, 20)
                .Select(number => cluster.Probe($"p{round}", on: number % 2 == 0 ? one : two).Where())
                .Concat([one.Grains.GetGrain<IProbe>($"p{round}").Where(), two.Grains.GetGrain<IProbe>($"p{round}").Where()]);
            Assert.Single((await Task.WhenAll(calls).Soon()).Distinct());
        }
    }

    [Fact]
    public async Task Grains_that_come_and_go_while_they_are_called_are_never_in_two_places()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (one, two) = (await cluster.JoinAsync("m1"), await cluster.JoinAsync("m2"));

        async Task CallAndEnd(int worker)
        {
            for (var round = 0; round < 100; round++)
            {
                var probe = cluster.Probe("a", on: (worker + round) % 2 == 0 ? one : two);
                await probe.Where();
                await probe.End();
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(CallAndEnd)).Soon();
        Assert.Empty(cluster.Census.Twice);
    }
}
