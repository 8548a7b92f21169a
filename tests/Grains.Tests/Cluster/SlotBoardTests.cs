using ActorTraining.Grains.Cluster;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Cluster;

public sealed class SlotBoardTests
{
    private readonly FakeClock _clock = new();
    private readonly SlotBoard _board;

    public SlotBoardTests() => _board = new SlotBoard(_clock);

    [Fact]
    public void An_experiment_gets_what_it_wants_as_far_as_there_are_slots()
    {
        Beat("s", 3);
        Assert.Equal(["cpu:0", "cpu:1"], Ask("a", 2).Select(lease => lease.Slot));
        Assert.Single(Ask("b", 5));
    }

    [Fact]
    public void Slots_of_another_device_are_not_leased()
    {
        Beat("s", 2);
        Assert.Empty(_board.Grant(new LeaseRequest("a", "cuda", 0, 1, [])));
    }

    [Fact]
    public void Slots_are_shared_evenly_between_experiments_that_want_more_than_there_is()
    {
        Beat("s", 4);
        var a = Ask("a", 10);
        Assert.Equal(4, a.Count);
        Assert.Empty(Ask("b", 10));

        // Whenever a trial of the one that has more ends, the slot goes to the other, until both have the same.
        Assert.Empty(Ask("a", 7, a.Skip(1)));
        Assert.Equal(["b"], _board.NextInLine());
        var b = Ask("b", 10);
        Assert.Single(b);
        Assert.Empty(Ask("a", 8, a.Skip(2)));
        Assert.Single(Ask("b", 9, b));
        Assert.Empty(_board.NextInLine());
    }

    [Fact]
    public void A_single_slot_goes_round()
    {
        Beat("s", 1);
        Ask("b", 9);
        Ask("a", 9);
        var turns = new List<string>();
        var holder = "b";
        for (var i = 0; i < 5; i++)
        {
            // A trial ends: its experiment gives the slot back, wants it again, and whoever is next in line gets it.
            Assert.Empty(Ask(holder, 9));
            holder = Assert.Single(_board.NextInLine());
            Assert.Single(Ask(holder, 9));
            turns.Add(holder);
        }

        Assert.Equal(["a", "b", "a", "b", "a"], turns);
    }

    [Fact]
    public void Higher_priority_goes_first()
    {
        Beat("s", 1);
        var low = _board.Grant(new LeaseRequest("low", "cpu", 0, 5, []));
        _board.Grant(new LeaseRequest("high", "cpu", 1, 5, []));

        Assert.Empty(_board.Grant(new LeaseRequest("low", "cpu", 0, 4, [])));
        Assert.Equal(["high"], _board.NextInLine());
        Assert.Single(low);
    }

    [Fact]
    public void A_lease_that_its_holder_does_not_name_is_free_again()
    {
        Beat("s", 1);
        Assert.Single(Ask("a", 1));
        Assert.Single(Ask("a", 1));
    }

    [Fact]
    public void A_slot_that_is_said_to_work_is_held_even_if_nobody_here_leased_it()
    {
        var lease = Guid.NewGuid();
        _board.Hear(new SiloHeartbeat("s", "1", _clock.GetUtcNow(), [new SlotStatus("cpu:0", "cpu", lease, "a", 7)]));
        Assert.Empty(Ask("b", 1));
        Assert.Equal(("a", 7), (_board.Info().Silos[0].Slots[0].Experiment, _board.Info().Silos[0].Slots[0].Trial!.Value));

        Beat("s", 1);
        Assert.Single(Ask("b", 1));
    }

    [Fact]
    public void A_lease_that_is_never_used_runs_out()
    {
        Beat("s", 1);
        Ask("a", 1);
        Advance(9);
        Beat("s", 1);
        Assert.Empty(Ask("b", 1));
        Advance(2);
        Beat("s", 1);
        Assert.Single(Ask("b", 1));
    }

    [Fact]
    public void A_silent_silo_is_forgotten_and_so_is_the_demand_of_a_silent_experiment()
    {
        Beat("s", 1);
        Beat("t", 1);
        Ask("a", 5);
        Advance(4);
        Beat("t", 1);
        Advance(2);

        Assert.Equal(["s"], _board.RemoveSilent());
        Assert.Equal(["t"], _board.Info().Silos.Select(silo => silo.Name));
        Assert.Empty(_board.NextInLine());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public void A_wall_clock_that_is_set_changes_nothing(int hours)
    {
        Beat("s", 2);
        Ask("a", 1);
        _clock.SetWallClock(TimeSpan.FromHours(hours));

        Assert.Empty(_board.RemoveSilent());
        Beat("s", 2);
        Assert.Single(Ask("b", 2));
    }

    [Fact]
    public void A_silo_that_came_back_under_its_name_starts_with_empty_slots()
    {
        Beat("s", 1);
        Ask("a", 1);
        Advance(1);
        Assert.True(_board.Hear(new SiloHeartbeat("s", "1", _clock.GetUtcNow(), [new SlotStatus("cpu:0", "cpu", null, null, null)])));
        Assert.Single(Ask("b", 1));
    }

    [Fact]
    public void A_heartbeat_that_is_older_than_a_lease_does_not_take_it_away()
    {
        Beat("s", 1);
        var first = Ask("a", 1);
        var before = new SlotStatus("cpu:0", "cpu", first[0].Id, "a", 1);
        var second = Ask("a", 1);

        // Sent while the first lease was at work, heard when the second one was out.
        _board.Hear(new SiloHeartbeat("s", "1", DateTimeOffset.UnixEpoch, [before]));
        Assert.Empty(Ask("a", 1, second));
    }

    private void Advance(int seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    private void Beat(string silo, int slots) => _board.Hear(new SiloHeartbeat(
        silo, "1", DateTimeOffset.UnixEpoch, [.. Enumerable.Range(0, slots).Select(i => new SlotStatus($"cpu:{i}", "cpu", null, null, null))]));

    private IReadOnlyList<Lease> Ask(string experiment, int wanted, IEnumerable<Lease>? held = null) =>
        _board.Grant(new LeaseRequest(experiment, "cpu", 0, wanted, [.. (held ?? []).Select(lease => lease.Id)]));
}
