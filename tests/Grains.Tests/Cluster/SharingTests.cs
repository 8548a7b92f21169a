using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Cluster;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Cluster;

/// <summary>Whose turn it is, and which slots it gets.</summary>
public sealed class SharingTests
{
    private static readonly ResourceSpec Gpu = new() { Device = "cuda" };

    private readonly Board _board = new();

    [Fact]
    public void Slots_are_shared_evenly_between_experiments_that_want_more_than_there_is()
    {
        _board.Beat("s", 4);
        var a = _board.Ask("a", 10);
        Assert.Equal(4, a.Count);
        Assert.Empty(_board.Ask("b", 10));

        // Whenever a trial of the one that has more ends, the slot goes to the other, until both have the same.
        Assert.Empty(_board.Ask("a", 7, a.Skip(1)));
        Assert.Equal(["b"], _board.Slots.NextInLine());
        var b = _board.Ask("b", 10);
        Assert.Single(b);
        Assert.Empty(_board.Ask("a", 8, a.Skip(2)));
        Assert.Single(_board.Ask("b", 9, b));
        Assert.Empty(_board.Slots.NextInLine());
    }

    [Fact]
    public void A_single_slot_goes_round()
    {
        _board.Beat("s", 1);
        _board.Ask("b", 9);
        _board.Ask("a", 9);
        var turns = new List<string>();
        var holder = "b";
        for (var i = 0; i < 5; i++)
        {
            // A trial ends: its experiment gives the slot back, wants it again, and whoever is next in line gets it.
            Assert.Empty(_board.Ask(holder, 9));
            holder = Assert.Single(_board.Slots.NextInLine());
            Assert.Single(_board.Ask(holder, 9));
            turns.Add(holder);
        }

        Assert.Equal(["a", "b", "a", "b", "a"], turns);
    }

    [Fact]
    public void Higher_priority_goes_first()
    {
        _board.Beat("s", 1);
        Assert.Single(_board.Ask("low", 5));
        _board.Ask("high", 5, priority: 1);

        Assert.Empty(_board.Ask("low", 4));
        Assert.Equal(["high"], _board.Slots.NextInLine());
    }

    [Fact]
    public void Work_spreads_over_the_silos()
    {
        _board.Beat("s", 2);
        _board.Beat("t", 2);
        Assert.Equal(["s", "t"], _board.Ask("a", 2).Select(lease => lease.Silo).Order());
    }

    [Fact]
    public void Only_slots_of_the_device_are_leased()
    {
        _board.Hear(Board.Silo("s", [.. Board.Cpu(2), .. Board.Cuda(0, 1)]));
        Assert.Equal(["cuda:0"], Assert.Single(_board.Request("a", 5, Gpu).Granted).Slots);
        Assert.Equal(2, _board.Ask("b", 5).Count);
    }

    [Fact]
    public void Only_slots_with_enough_memory_are_leased_and_several_share_what_is_needed()
    {
        _board.Hear(Board.Silo("s", [.. Board.Cuda(0, 2, memory: 4_000), .. Board.Cuda(1, 1, memory: 8_000), .. Board.Cuda(2, 1, memory: 0)]));

        Assert.Equal([["cuda:1"]], _board.Request("a", 5, Gpu with { Memory = 4_001 }).Granted.Select(lease => lease.Slots));
        Assert.Equal([["cuda:0/0", "cuda:0/1"]], _board.Request("b", 5, Gpu with { Memory = 8_000, Slots = 2 }).Granted.Select(lease => lease.Slots));
    }

    [Fact]
    public void Every_label_has_to_match()
    {
        _board.Hear(Board.Silo("s", Board.Cpu(1)) with { Labels = new Dictionary<string, string> { ["zone"] = "a", ["rack"] = "7" } });
        _board.Hear(Board.Silo("t", Board.Cpu(1)) with { Labels = new Dictionary<string, string> { ["zone"] = "a" } });
        _board.Hear(Board.Silo("u", Board.Cpu(1)));

        ResourceSpec Labelled(params (string Name, string Value)[] labels) => new() { Labels = labels.ToDictionary(label => label.Name, label => label.Value) };
        Assert.Equal(["s"], _board.Request("a", 5, Labelled(("zone", "a"), ("rack", "7"))).Granted.Select(lease => lease.Silo));
        Assert.Empty(_board.Request("b", 5, Labelled(("zone", "b"))).Granted);
        Assert.Equal(["t"], _board.Request("c", 5, Labelled(("zone", "a"))).Granted.Select(lease => lease.Silo));
    }

    [Fact]
    public void A_silo_that_does_not_know_the_job_is_passed_over()
    {
        _board.Beat("s", 1);
        _board.Beat("t", 1);
        Assert.Equal(["t"], _board.Request("a", 5, null, null, "s").Granted.Select(lease => lease.Silo));
    }

    [Fact]
    public void Several_slots_for_one_trial_are_of_one_silo_and_of_one_device_where_they_fit_there()
    {
        _board.Hear(Board.Silo("s", Board.Cpu(1)));
        _board.Hear(Board.Silo("t", [.. Board.Cuda(0, 1), .. Board.Cuda(1, 3), .. Board.Cuda(2, 2)]));

        Assert.Empty(_board.Request("a", 1, new ResourceSpec { Slots = 2 }).Granted);
        Assert.Equal(["cuda:2/0", "cuda:2/1"], Assert.Single(_board.Request("b", 1, Gpu with { Slots = 2 }).Granted).Slots);
        Assert.Equal(["cuda:1/0"], Assert.Single(_board.Request("c", 1, Gpu).Granted).Slots);
        Assert.Equal(["cuda:0", "cuda:1/1", "cuda:1/2"], Assert.Single(_board.Request("d", 1, Gpu with { Slots = 3 }).Granted).Slots.Order());
    }

    [Fact]
    public void Slots_count_in_the_sharing_not_trials()
    {
        _board.Beat("s", 8);
        var large = _board.Request("large", 9, new ResourceSpec { Slots = 4 }).Granted;
        Assert.Empty(_board.Ask("small", 9));
        Assert.Empty(_board.Request("large", 9, new ResourceSpec { Slots = 4 }, large.Skip(1)).Granted);

        // Four slots each, though the one has one trial and the other four.
        Assert.Equal(4, _board.Ask("small", 9).Count);
    }

    [Fact]
    public void A_large_trial_is_not_starved_by_a_stream_of_small_ones()
    {
        _board.Beat("s", 4);
        _board.Beat("t", 2);
        var small = _board.Ask("small", 99).ToList();
        var large = new ResourceSpec { Slots = 4 };
        Assert.Empty(_board.Request("large", 1, large).Granted);

        // One small trial after the other ends, and the next one would like to take its place.
        IReadOnlyList<Lease> granted = [];
        var ended = 0;
        while (granted.Count == 0 && small.Count > 0)
        {
            small.RemoveAt(0);
            ended++;
            small.AddRange(_board.Ask("small", 99, small));
            granted = _board.Request("large", 1, large).Granted;
        }

        Assert.Equal(4, Assert.Single(granted).Slots.Count);
        Assert.InRange(ended, 4, 6);
    }

    [Fact]
    public void Slots_are_kept_for_one_large_trial_and_not_for_many()
    {
        for (var i = 0; i < 4; i++)
        {
            _board.Hear(Board.Silo($"s{i}", Board.Cpu(2)));
        }

        var small = _board.Ask("small", 4);
        Assert.Equal(4, small.Select(lease => lease.Silo).Distinct().Count());
        Assert.Empty(_board.Request("large", 9, new ResourceSpec { Slots = 2 }).Granted);

        Assert.Equal(3, _board.Ask("small", 4, small).Count);
    }

    [Fact]
    public void Whoever_waits_a_minute_with_nothing_is_served_next_and_runs_for_a_minute_before_it_can_be_preempted()
    {
        _board.Beat("s", 1);
        var high = _board.Ask("high", 9, priority: 5);
        _board.Work(("high", high[0]));
        for (var i = 0; i < 60; i++)
        {
            Assert.Empty(_board.Ask("low", 1));
            Assert.Empty(_board.Ask("high", 9, high, priority: 5));
            _board.Live(1);
        }

        // The trial of higher priority ends, and another one of them would like to run.
        Assert.Empty(_board.Ask("high", 9, priority: 5));
        var low = _board.Ask("low", 1);
        Assert.Single(low);
        _board.Work(("low", low[0]));

        Assert.Empty(_board.Ask("high", 9, priority: 5));
        Assert.Empty(_board.Yielding);
        _board.Live(59);
        _board.Ask("low", 0, low);
        _board.Ask("high", 9, priority: 5);
        Assert.Empty(_board.Yielding);
        _board.Live(1);
        _board.Ask("low", 0, low);
        _board.Ask("high", 9, priority: 5);
        Assert.Equal([low[0].Id], _board.Yielding["low"]);
        Assert.Equal((60.0, 60.0), (SlotBoard.LongestWait.TotalSeconds, SlotBoard.ShortestRun.TotalSeconds));
    }
}
