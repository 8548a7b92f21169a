using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Cluster;

/// <summary>Which trials have to make room for those of higher priority.</summary>
public sealed class PreemptionTests
{
    private readonly Board _board = new();

    [Fact]
    public void The_youngest_trials_of_the_lowest_priority_make_room_and_no_more_of_them_than_are_needed()
    {
        _board.Beat("s", 4);
        var middle = Run("middle", 1, priority: 1);
        var old = Run("low", 1);
        var young = Run("low", 1, old);
        var youngest = Run("low", 1, [.. old, .. young]);

        _board.Ask("high", 2, priority: 2);

        Assert.Equal(["low"], _board.Yielding.Keys);
        Assert.Equal([young[0].Id, youngest[0].Id], _board.Yielding["low"].OrderBy(id => id != young[0].Id));
        Assert.Single(middle);
    }

    [Fact]
    public void Nobody_makes_room_for_equals()
    {
        _board.Beat("s", 1);
        Run("a", 1);
        _board.Ask("b", 1);
        Assert.Empty(_board.Yielding);
    }

    [Fact]
    public void What_is_free_or_was_asked_for_already_is_not_asked_for_again()
    {
        _board.Beat("s", 3);
        var low = Run("low", 2);
        Assert.Single(_board.Ask("high", 2, priority: 1));
        Assert.Single(_board.Yielding["low"]);

        var high = new List<Lease>();
        for (var i = 0; i < 5; i++)
        {
            _board.Live(1);
            high.AddRange(_board.Ask("high", 1, high, priority: 1));
            Assert.Empty(_board.Yielding);
            _board.Ask("low", 5, low);
        }
    }

    [Fact]
    public void A_trial_that_does_not_leave_is_asked_again_after_half_a_minute()
    {
        _board.Beat("s", 1);
        var low = Run("low", 1);
        _board.Ask("high", 1, priority: 1);
        Assert.Single(_board.Yielding);
        _board.Live(29);
        _board.Ask("low", 1, low);
        _board.Ask("high", 1, priority: 1);
        Assert.Empty(_board.Yielding);
        _board.Live(1);
        _board.Ask("low", 1, low);
        _board.Ask("high", 1, priority: 1);
        Assert.Equal([low[0].Id], _board.Yielding["low"]);
    }

    [Fact]
    public void The_slot_that_becomes_free_goes_to_whom_it_was_asked_for()
    {
        _board.Beat("s", 1);
        Run("low", 1);
        _board.Ask("high", 1, priority: 1);

        Assert.Empty(_board.Ask("low", 1));
        Assert.Equal(["high"], _board.Slots.NextInLine());
        Assert.Single(_board.Ask("high", 1, priority: 1));
    }

    [Fact]
    public void Only_slots_that_would_serve_are_asked_for()
    {
        _board.Hear(Board.Silo("s", Board.Cpu(1)) with { Labels = new Dictionary<string, string> { ["zone"] = "a" } });
        _board.Hear(Board.Silo("t", [.. Board.Cpu(1), .. Board.Cuda(0, 1)]));
        var low = Run("low", 2);

        _board.Request("gpu", 1, new ResourceSpec { Device = "cuda", Priority = 1 });
        Assert.Empty(_board.Yielding);
        _board.Request("zoned", 1, new ResourceSpec { Priority = 1, Labels = new Dictionary<string, string> { ["zone"] = "a" } });
        Assert.Equal([low.Single(lease => lease.Silo == "s").Id], _board.Yielding["low"]);
    }

    [Fact]
    public void A_large_trial_makes_room_on_one_silo_where_it_costs_least()
    {
        _board.Hear(Board.Silo("s", Board.Cpu(4)));
        _board.Hear(Board.Silo("t", Board.Cpu(4)));
        var large = Run("large", 1, slots: 3);
        var low = Run("low", 5);
        _board.Request("high", 1, new ResourceSpec { Slots = 2, Priority = 1 });

        // Two small ones of one silo, rather than one of three slots and a small one.
        var silo = large[0].Silo == "s" ? "t" : "s";
        Assert.Equal(["low"], _board.Yielding.Keys);
        Assert.Equal(2, _board.Yielding["low"].Count);
        Assert.All(_board.Yielding["low"], id => Assert.Equal(silo, low.Single(lease => lease.Id == id).Silo));
    }

    [Fact]
    public void Nothing_is_asked_for_where_it_would_not_be_enough()
    {
        _board.Beat("s", 2);
        Run("equal", 1, priority: 1);
        Run("low", 1);
        _board.Request("high", 1, new ResourceSpec { Slots = 2, Priority = 1 });
        Assert.Empty(_board.Yielding);
    }

    [Fact]
    public void Of_an_experiment_that_has_not_asked_since_the_board_is_new_nothing_is_taken()
    {
        _board.Hear(Board.Silo("s", new SlotStatus("cpu:0", "cpu", 0, 0, Guid.NewGuid(), "unknown", 1)));
        _board.Ask("high", 1, priority: 9);
        Assert.Empty(_board.Yielding);
    }

    // Leases, and at work since a second.
    private IReadOnlyList<Lease> Run(string experiment, int trials, IReadOnlyList<Lease>? held = null, int priority = 0, int slots = 1)
    {
        var leases = _board.Request(experiment, trials, new ResourceSpec { Priority = priority, Slots = slots }, held).Granted;
        Assert.Equal(trials, leases.Count);
        _running.AddRange(leases.Select(lease => (experiment, lease)));
        _board.Work(_running);
        _board.Live(1);
        return leases;
    }

    private readonly List<(string, Lease)> _running = [];
}
