using System.Net;
using ActorTraining.Grains.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace ActorTraining.Grains.Tests.Placement;

/// <summary>A trial runs where its lease is, or not at all.</summary>
public sealed class SlotPlacementTests
{
    private static readonly SiloAddress Here = SiloAddress.New(IPAddress.Loopback, 1, 1);
    private static readonly SiloAddress There = SiloAddress.New(IPAddress.Loopback, 2, 1);
    private static readonly SiloAddress Gone = SiloAddress.New(IPAddress.Loopback, 2, 0);

    [Fact]
    public async Task A_hint_is_followed() => Assert.Equal(There, await Place(new() { [IPlacementDirector.PlacementHintKey] = There }));

    [Fact]
    public async Task A_hint_to_a_silo_that_is_gone_is_an_error_even_where_it_has_started_again()
    {
        var failure = await Assert.ThrowsAsync<SiloUnavailableException>(() => Place(new() { [IPlacementDirector.PlacementHintKey] = Gone }));
        Assert.Contains("trial/e/1", failure.Message);
        Assert.Contains(Gone.ToString(), failure.Message);
        Assert.True(SlotPlacementDirector.SaysGone(failure, Gone.ToParsableString()));
        Assert.True(SlotPlacementDirector.SaysGone(new OrleansException($"Unrecoverable: {failure.Message}"), Gone.ToParsableString()));
        Assert.True(SlotPlacementDirector.SaysGone(new OrleansException("no placement", failure), Gone.ToParsableString()));
        Assert.False(SlotPlacementDirector.SaysGone(failure, There.ToParsableString()));
        Assert.False(SlotPlacementDirector.SaysGone(new SiloUnavailableException($"silo 'b' ({Gone}) is not there any more"), Gone.ToParsableString()));
    }

    [Fact]
    public async Task Without_a_hint_the_local_silo_is_preferred()
    {
        Assert.Equal(Here, await Place([]));
        Assert.Equal(There, await Place([], There));
    }

    [Fact]
    public void A_hint_is_there_during_the_call_only()
    {
        Assert.Equal(There, SlotHint.On(There.ToParsableString(), () => RequestContext.Get(IPlacementDirector.PlacementHintKey)));
        Assert.Null(RequestContext.Get(IPlacementDirector.PlacementHintKey));
        Assert.Throws<FormatException>(() => SlotHint.On("somewhere", () => 0));
    }

    [Fact]
    public void A_hint_from_before_comes_back_and_can_be_dropped()
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, Here);
        SlotHint.On(There.ToParsableString(), () => 0);
        Assert.Equal(Here, RequestContext.Get(IPlacementDirector.PlacementHintKey));

        SlotHint.Clear();
        Assert.Null(RequestContext.Get(IPlacementDirector.PlacementHintKey));
    }

    private static async Task<SiloAddress> Place(Dictionary<string, object> data, params SiloAddress[] silos) => await new SlotPlacementDirector().OnAddActivation(
        new SlotPlacement(), new PlacementTarget(GrainId.Create("trial", "e/1"), data, GrainInterfaceType.Create("ITrial"), 0), new Silos(silos.Length > 0 ? silos : [Here, There]));

    private sealed class Silos(SiloAddress[] all) : IPlacementContext
    {
        public SiloAddress LocalSilo => Here;

        public SiloAddress[] GetCompatibleSilos(PlacementTarget target) => all;
    }
}
